import { currencyCodeText, idText } from "@atrium/kernel"
import { z } from "zod"

/** Where on a page a button is. A new place is added here, because free text could name a person. */
export const EVENT_PLACES = ["list", "buy_now", "purchase_now", "tier_table"] as const

const tierId = idText.regex(/^variant_/, "Enter the id of a tier")
const count = z.number({ error: "Enter a number" }).int("Enter a whole number").min(1, "Enter 1 or more").max(100_000)
const place = z.enum(EVENT_PLACES, { error: `Choose one of ${EVENT_PLACES.join(", ")}` })
const properties = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? undefined : "Send an object"),
  })

/** What each event of a browser may carry: ids of the catalog, numbers and words from a list, never free text. */
export const BROWSER_EVENTS = {
  service_viewed: properties({}),
  service_selected: properties({ tier_id: tierId.optional(), place: place.optional() }),
  cart_item_added: properties({ tier_id: tierId.optional(), quantity: count.optional(), place: place.optional() }),
  checkout_started: properties({ items: count.optional() }),
  confirmation_viewed: properties({}),
  button_clicked: properties({ place: place.optional() }),
} as const
export type BrowserEventName = keyof typeof BROWSER_EVENTS

/** Events that the shop writes itself, from its orders and payments. */
export const SHOP_EVENTS = {
  purchase_completed: z.strictObject({
    amount: z.number().nonnegative(),
    currency_code: currencyCodeText,
    units: z.number().int().min(0),
  }),
  payment_failed: z.strictObject({}),
} as const
export type ShopEventName = keyof typeof SHOP_EVENTS
/** An event of the shop, with the id of what caused it as its key. */
export type ShopEvent = {
  [N in ShopEventName]: {
    readonly name: N
    readonly key: string
    readonly properties: z.output<(typeof SHOP_EVENTS)[N]>
  }
}[ShopEventName]

export type AnalyticsEventName = BrowserEventName | ShopEventName

const common = {
  /** Makes a repeated call harmless: an event with a known id is not stored again. */
  id: z.uuid({ error: "Enter a UUID" }).optional(),
  service_id: idText.regex(/^prod_/, "Enter the id of a service").optional(),
  occurred_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }),
}
const event = <N extends BrowserEventName>(name: N) =>
  z.strictObject({ ...common, name: z.literal(name), properties: BROWSER_EVENTS[name].optional() })

/** One event of a browser. */
export const AnalyticsEvent = z.discriminatedUnion(
  "name",
  [
    event("service_viewed"),
    event("service_selected"),
    event("cart_item_added"),
    event("checkout_started"),
    event("confirmation_viewed"),
    event("button_clicked"),
    // Accepted for storefronts that send it, but not stored: the shop writes it from the paid order.
    z.strictObject({ ...common, name: z.literal("purchase_completed"), properties: z.strictObject({}).optional() }),
  ],
  { error: "Unknown event" }
)
export type AnalyticsEvent = z.output<typeof AnalyticsEvent>

/** Body of `POST /store/analytics-events`. */
export const RecordAnalyticsEvents = z.strictObject({
  events: z.array(AnalyticsEvent, { error: "Send events" }).min(1, "Send events").max(50, "Send at most 50 events"),
  /** Random, chosen by the storefront for one visit, and stored nowhere near a person. */
  visit_id: z.uuid({ error: "Enter a UUID" }).optional(),
  /** The visitor agreed that events are sent to the shop's analytics service. Without it, they stay in the shop. */
  consent: z.boolean({ error: "Choose true or false" }).optional(),
})
export type RecordAnalyticsEvents = z.output<typeof RecordAnalyticsEvents>
