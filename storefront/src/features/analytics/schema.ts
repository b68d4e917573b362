import { z } from "zod"
import { EVENT_NAMES } from "./build-event"

const Properties = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  z.union([z.string().max(200), z.number(), z.boolean()])
)

export const AnalyticsEvents = z.strictObject({
  events: z
    .array(
      z.strictObject({
        name: z.enum(EVENT_NAMES),
        service_id: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,128}$/)
          .optional(),
        properties: Properties.optional(),
        occurred_at: z.iso.datetime(),
      })
    )
    .min(1)
    .max(20),
})
