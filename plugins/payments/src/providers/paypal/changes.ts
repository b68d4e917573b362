import { checkedRows } from "@atrium/server"
import { z } from "zod"

import { PayPalEvent, referenceOfEvent } from "../../domain/paypal-event"
import { askPayPal, type PayPalApi } from "./client"

const READ = { idempotent: true }
const PAGE_SIZE = "300"

const Events = z.object({
  events: z.array(z.unknown()).nullish(),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).nullish(),
})

/** A change that an event reports: its payment's reference, and the event's id. */
export type PayPalChange = { reference: string; eventId: string }

/** What PayPal's events of the window report, whether they arrived or not. */
export const changesOf = async (
  api: PayPalApi,
  { since, until }: { since: Date; until: Date }
): Promise<PayPalChange[]> => {
  const changes: PayPalChange[] = []
  let query: Record<string, string> | null = {
    page_size: PAGE_SIZE,
    start_time: since.toISOString(),
    end_time: until.toISOString(),
  }
  while (query) {
    const asked: Record<string, string> = query
    const page = Events.parse(await askPayPal(() => api.read("/v1/notifications/webhooks-events", asked), READ))
    for (const event of checkedRows(PayPalEvent, page.events ?? [])) {
      const reference = referenceOfEvent(event)
      if (reference) changes.push({ reference, eventId: event.id })
    }
    const next = page.links?.find(({ rel }) => rel === "next")?.href
    query = next && page.events?.length ? Object.fromEntries(new URL(next).searchParams) : null
  }
  return changes
}
