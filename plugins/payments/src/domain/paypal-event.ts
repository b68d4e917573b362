import { z } from "zod"

import { ownIdsOf } from "./paypal-order"

const text = z.string().nullish()
const id = z.string().regex(/^[\w-]{1,128}$/)
const Resource = z.looseObject({
  id: text,
  custom_id: text,
  purchase_units: z.array(z.looseObject({ custom_id: text })).nullish(),
  supplementary_data: z.looseObject({ related_ids: z.looseObject({ order_id: id.nullish() }).nullish() }).nullish(),
  links: z.array(z.looseObject({ href: z.string(), rel: z.string() })).nullish(),
  disputed_transactions: z.array(z.looseObject({ seller_transaction_id: id.nullish() })).nullish(),
})

/** An event as PayPal sends and lists it. */
export const PayPalEvent = z.object({ id, event_type: z.string().min(1).max(100), resource: Resource })
export type PayPalEvent = z.infer<typeof PayPalEvent>

const OF_CAPTURE = "capture/"
/** Refunds and disputes name the capture. Its order is read when the event is processed. */
export const referenceOfCapture = (captureId: string): string => OF_CAPTURE + captureId
export const captureOfReference = (reference: string): string | null =>
  reference.startsWith(OF_CAPTURE) ? reference.slice(OF_CAPTURE.length) : null

const CAPTURE_LINK = /\/v2\/payments\/captures\/([\w-]{1,128})$/

/** The payment of an event: the id of its order, or a reference of its capture; null if it is about something else. */
export const referenceOfEvent = ({ event_type: type, resource }: PayPalEvent): string | null => {
  if (type.startsWith("CHECKOUT.ORDER.")) return id.safeParse(resource.id).data ?? null
  const named = resource.supplementary_data?.related_ids?.order_id
  if (named) return named
  const above = resource.links?.find(({ rel }) => rel === "up")?.href
  const capture = CAPTURE_LINK.exec(above ?? "")?.[1] ?? resource.disputed_transactions?.[0]?.seller_transaction_id
  return capture ? referenceOfCapture(capture) : null
}

/** The payment session of an event of this shop. */
export const sessionOfEvent = ({ resource }: PayPalEvent, shop: string): string | null => {
  const ids = ownIdsOf(resource.custom_id ?? resource.purchase_units?.[0]?.custom_id)
  return ids?.shop === shop ? ids.sessionId : null
}

/** The text that PayPal signs: headers of the delivery, the id of the shop's webhook, and the CRC-32 of the body. */
export const signedText = (transmission: { id: string; time: string }, webhookId: string, checksum: number): string =>
  [transmission.id, transmission.time, webhookId, checksum].join("|")

const CERTIFICATE_PATH = /^\/v1\/notifications\/certs\/[\w-]{1,128}$/

/**
 * Whether a certificate may be loaded from this address, which a stranger can send too: only PayPal's own certificates, so
 * that the shop cannot be made to call another address.
 */
export const isCertificateUrl = (address: string, origins: readonly string[]): boolean => {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  const plain = !url.username && !url.password && !url.search && !url.hash
  return plain && origins.includes(url.origin) && CERTIFICATE_PATH.test(url.pathname)
}
