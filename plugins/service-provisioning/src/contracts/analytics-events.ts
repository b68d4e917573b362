import { idText, safeText } from "@atrium/kernel"
import { z } from "zod"

export const ANALYTICS_EVENTS = [
  "service_viewed",
  "service_selected",
  "cart_item_added",
  "checkout_started",
  "purchase_completed",
  "confirmation_viewed",
  "button_clicked",
] as const
export type AnalyticsEventName = (typeof ANALYTICS_EVENTS)[number]

const AnalyticsEvent = z.strictObject({
  name: z.enum(ANALYTICS_EVENTS, { error: "Unknown event" }),
  service_id: idText.optional(),
  properties: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "This is not a valid property name"),
      z.union([safeText({ max: 500 }), z.number(), z.boolean(), z.null()])
    )
    .refine((properties) => Object.keys(properties).length <= 20, "Send at most 20 properties")
    .optional(),
  occurred_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }),
})

export const TrackAnalytics = z.strictObject({
  events: z.array(AnalyticsEvent, { error: "Send events" }).min(1, "Send events").max(50, "Send at most 50 events"),
})
export type TrackAnalytics = z.infer<typeof TrackAnalytics>
