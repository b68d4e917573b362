import { createVerify } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"
import { crc32 } from "node:zlib"

import { type Env, env, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { GatewayPayment } from "../../contracts/gateway"
import { processedEventIds } from "../../data/gateway-events"
import { isCertificateUrl, PayPalEvent, referenceOfEvent, sessionOfEvent, signedText } from "../../domain/paypal-event"
import { shopMark } from "../../domain/paypal-order"
import type { Gateway, GatewayHint } from "../../extension-points"
import { certificateAt } from "./certificates"
import { paypalApi } from "./client"
import { PayPalPayments } from "./payments"
import { keptOfPayPal } from "./session-data"

/** The app's settings; only where PayPal is configured. */
const settingsOf = (): NonNullable<Env["paypal"]> => {
  const settings = env().paypal
  if (!settings) throw new Error("PayPal is not configured")
  return settings
}

let made: { clientId: string; apiUrl: string; payments: PayPalPayments } | undefined
/** One client for the process, made when it is first needed. */
const payments = (): PayPalPayments => {
  const settings = settingsOf()
  const { clientId, apiUrl } = settings
  if (made?.clientId !== clientId || made.apiUrl !== apiUrl) {
    const { ATRIUM_BACKEND_URL: shop, ATRIUM_STOREFRONT_URL: storefront } = env()
    made = { clientId, apiUrl, payments: new PayPalPayments(paypalApi(settings), shop, `${storefront}/purchase`) }
  }
  return made.payments
}

const Transmission = z.object({
  "paypal-transmission-id": z.string().regex(/^[\w-]{1,100}$/),
  "paypal-transmission-time": z.string().regex(/^[\w:.+-]{1,40}$/),
  "paypal-transmission-sig": z.string().regex(/^[A-Za-z0-9+/]{100,1400}={0,2}$/),
  "paypal-auth-algo": z.literal("SHA256withRSA"),
  "paypal-cert-url": z.string().max(500),
})

/**
 * PayPal signs with RSA; the certificate comes from PayPal's own host. PayPal does not promise that a repeated delivery is
 * signed anew, so its age is no reason to refuse one: the inbox holds each event once.
 */
const isValidPayPalSignature = async (rawBody: Buffer, headers: IncomingHttpHeaders, at: Date): Promise<boolean> => {
  const found = Transmission.safeParse(headers)
  if (!found.success) return false
  const { data: sent } = found
  const { certificateOrigins, webhookId } = settingsOf()
  if (!isCertificateUrl(sent["paypal-cert-url"], certificateOrigins)) return false
  const certificate = await certificateAt(sent["paypal-cert-url"], at)
  if (!certificate) return false
  const transmission = { id: sent["paypal-transmission-id"], time: sent["paypal-transmission-time"] }
  return createVerify("RSA-SHA256")
    .update(signedText(transmission, webhookId, crc32(rawBody)))
    .verify(certificate.publicKey, sent["paypal-transmission-sig"], "base64")
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Signed bytes that are not JSON are no event.
    return undefined
  }
}

/** The payment of a verified event. An event about something else is stored in the inbox and changes nothing (R11). */
const hintOfPayPalEvent = (rawBody: Buffer): GatewayHint | null => {
  const event = PayPalEvent.safeParse(parseJson(rawBody.toString("utf8"))).data
  if (!event) return null
  return {
    eventId: event.id,
    type: event.event_type,
    reference: referenceOfEvent(event),
    sessionId: sessionOfEvent(event, shopMark(env().ATRIUM_BACKEND_URL)),
  }
}

/** Payments with a change that no event reported to the shop: PayPal's list of events, without what is in the inbox. */
async function* changedPayPalPayments(
  container: MedusaContainer,
  window: { since: Date; until: Date }
): AsyncGenerator<readonly GatewayPayment[]> {
  const changes = await payments().changes(window)
  const ids = changes.map(({ eventId }) => eventId)
  const known = await processedEventIds(knexOf(container), "paypal", ids)
  const lost = new Set(changes.flatMap(({ eventId, reference }) => (known.has(eventId) ? [] : [reference])))
  const found = new Map<string, GatewayPayment>()
  for (const reference of lost) {
    const payment = await payments().state(reference)
    if (payment) found.set(payment.reference, payment)
  }
  if (found.size) yield [...found.values()]
}

/** The PayPal gateway, available if its app is configured. */
export const paypalGateway: Gateway = {
  provider: "paypal",
  providerId: "pp_paypal_paypal",
  // PayPal's sandbox moves no real money.
  get mode() {
    return env().paypal?.live ? "live" : "sandbox"
  },
  label: "PayPal",
  service: "paypal",
  settings: ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID", "PAYPAL_ENVIRONMENT"],
  available: () => env().paypal !== null,
  check: () => paypalApi(settingsOf()).check(),
  verify: isValidPayPalSignature,
  interpret: hintOfPayPalEvent,
  referenceOf: (data) => (typeof data.id === "string" ? data.id : null),
  stateOf: (_container, reference) => payments().state(reference),
  capture: (_container, reference) => payments().capture(reference),
  keptData: keptOfPayPal,
  release: (_container, reference) => payments().release(reference),
  reportsCapturedMoney: (type) => /^(PAYMENT\.CAPTURE\.(REFUNDED|REVERSED)|CUSTOMER\.DISPUTE\.)/.test(type),
  refunds: (_container, reference) => payments().refunds(reference),
  changed: changedPayPalPayments,
}
