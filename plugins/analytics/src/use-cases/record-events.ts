import { randomUUID } from "node:crypto"

import { clock } from "@atrium/kernel"
import { env, knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { AnalyticsEvent, RecordAnalyticsEvents, ShopEvent } from "../contracts/events"
import { knownCatalogIds } from "../data/core/catalog-ids"
import { type EventToStore, insertEvents } from "../data/events"
import { eventTime } from "../domain/event-time"
import { shopEventId } from "../domain/shop-event-id"
import { forwardEventsWork } from "../domain/work-kinds"

type BrowserEvent = Exclude<AnalyticsEvent, { name: "purchase_completed" }>
const isFromBrowser = (event: AnalyticsEvent): event is BrowserEvent => event.name !== "purchase_completed"

const tierOf = ({ properties }: BrowserEvent): string[] =>
  properties && "tier_id" in properties && properties.tier_id ? [properties.tier_id] : []
const serviceOf = ({ service_id }: BrowserEvent): string[] => (service_id ? [service_id] : [])

/** Only with an analytics service, and only with the visitor's consent, do events wait for it. */
const forwardingOf = (consent: boolean): EventToStore["forwarding"] => (consent && env().posthog ? "waiting" : "none")

/** Stores events together with the work that sends those that wait. */
const storeEvents = async (container: MedusaContainer, events: readonly EventToStore[]): Promise<number> =>
  knexOf(container).transaction(async (trx) => {
    const { stored, waiting } = await insertEvents(trx, events)
    if (waiting > 0) await enqueueWork(trx, [forwardEventsWork(clock.now())])
    return stored
  })

/**
 * Stores the events of a browser and returns how many were new. Ids that are not in the catalog are left out, so that no
 * text of a stranger is stored.
 */
export const recordBrowserEvents = async (
  container: MedusaContainer,
  { events, visit_id: visitId, consent = false }: RecordAnalyticsEvents
): Promise<number> => {
  const sent = events.filter(isFromBrowser)
  if (sent.length === 0) return 0
  const known = await knownCatalogIds(
    knexOf(container),
    sent.flatMap((event) => [...serviceOf(event), ...tierOf(event)])
  )
  const now = clock.now()
  const rows = sent.map((event): EventToStore => {
    const properties: Record<string, unknown> = { ...event.properties }
    if (tierOf(event).some((id) => !known.has(id))) delete properties.tier_id
    return {
      id: event.id ?? randomUUID(),
      name: event.name,
      occurred_at: eventTime(new Date(event.occurred_at), now),
      visit_id: visitId ?? null,
      service_id: serviceOf(event).find((id) => known.has(id)) ?? null,
      properties,
      source: "browser",
      forwarding: forwardingOf(consent),
    }
  })
  return storeEvents(container, rows)
}

/**
 * Stores an event that the shop knows from its own rows, once for each key. Called by durable work, for orders and
 * payments of shoppers who agreed to analytics.
 */
export const recordShopEvent = async (
  container: MedusaContainer,
  { name, key, properties }: ShopEvent
): Promise<void> => {
  const now = clock.now()
  await storeEvents(container, [
    {
      id: shopEventId(name, key),
      name,
      occurred_at: eventTime(now, now),
      visit_id: null,
      service_id: null,
      properties,
      source: "shop",
      forwarding: forwardingOf(true),
    },
  ])
}
