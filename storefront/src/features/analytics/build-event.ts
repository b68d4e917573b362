/** The events that browsers send. `purchase_completed` is not among them: the shop writes it from the paid order. */
export const EVENT_NAMES = [
  "service_viewed",
  "service_selected",
  "cart_item_added",
  "checkout_started",
  "confirmation_viewed",
  "button_clicked",
] as const

export type EventName = (typeof EVENT_NAMES)[number]

export type EventFacts = { serviceId?: string }

export type SentEvent = { name: EventName; service_id?: string; occurred_at: string }

/** Builds an event for the backend. It contains nothing that identifies the visitor. */
export const buildEvent = (name: EventName, facts: EventFacts, now: Date): SentEvent => ({
  name,
  ...(facts.serviceId ? { service_id: facts.serviceId } : {}),
  occurred_at: now.toISOString(),
})
