/** The event names the backend accepts. */
export const EVENT_NAMES = [
  "service_viewed",
  "service_selected",
  "cart_item_added",
  "checkout_started",
  "purchase_completed",
  "confirmation_viewed",
  "button_clicked",
] as const

export type EventName = (typeof EVENT_NAMES)[number]

export type EventFacts = { serviceId?: string; properties?: Record<string, string | number | boolean> }

export type AnalyticsEvent = {
  name: EventName
  service_id?: string
  properties?: Record<string, string | number | boolean>
  occurred_at: string
}

/** Builds an event for the backend. It contains nothing that identifies the visitor. */
export const buildEvent = (name: EventName, facts: EventFacts, now: Date): AnalyticsEvent => ({
  name,
  ...(facts.serviceId ? { service_id: facts.serviceId } : {}),
  ...(facts.properties && Object.keys(facts.properties).length > 0 ? { properties: facts.properties } : {}),
  occurred_at: now.toISOString(),
})

export const isEventName = (value: string | undefined): value is EventName => EVENT_NAMES.some((name) => name === value)
