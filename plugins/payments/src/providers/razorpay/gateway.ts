import { createHmac, timingSafeEqual } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"

import { type Env, env, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { GatewayPayment } from "../../contracts/gateway"
import { processedEventIds } from "../../data/gateway-events"
import { razorpayEventId, sessionOfNotes } from "../../domain/razorpay-order"
import type { Gateway, GatewayHint } from "../../extension-points"
import { razorpayClient } from "./client"
import { RazorpayPayments } from "./payments"
import { keptOfRazorpay } from "./session-data"

const SIGNATURE_HEADER = "x-razorpay-signature"
const SIGNATURE = /^[0-9a-f]{64}$/

/** The account's settings; only where Razorpay is configured. */
const settingsOf = (): NonNullable<Env["razorpay"]> => {
  const settings = env().razorpay
  if (!settings) throw new Error("Razorpay is not configured")
  return settings
}

let made: { keyId: string; payments: RazorpayPayments } | undefined
/** One client for the process, made when it is first needed. */
const payments = (): RazorpayPayments => {
  const settings = settingsOf()
  if (made?.keyId !== settings.keyId)
    made = {
      keyId: settings.keyId,
      payments: new RazorpayPayments(razorpayClient(settings), env().ATRIUM_BACKEND_URL),
    }
  return made.payments
}

/** Razorpay signs the bytes and no time. The library compares in a time that depends on the signature; this does not. */
const isValidRazorpaySignature = (rawBody: Buffer, headers: IncomingHttpHeaders): boolean => {
  const header = headers[SIGNATURE_HEADER]
  if (typeof header !== "string" || !SIGNATURE.test(header)) return false
  const expected = createHmac("sha256", settingsOf().webhookSecret).update(rawBody).digest()
  return timingSafeEqual(expected, Buffer.from(header, "hex"))
}

const id = z.string().regex(/^\w{1,128}$/)
const Entity = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ entity: z.object({ id, ...shape }) }).nullish()
const Event = z.object({
  event: z.string().min(1).max(100),
  created_at: z.number().int(),
  payload: z.object({
    payment: Entity({ order_id: id.nullish(), notes: z.unknown() }),
    order: Entity({ notes: z.unknown() }),
    refund: Entity({}),
    dispute: Entity({}),
  }),
})
const Notes = z.record(z.string(), z.string())

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Signed bytes that are not JSON are no event.
    return undefined
  }
}

/** The order of a verified event. An event about something else is stored in the inbox and changes nothing (R11). */
const hintOfRazorpayEvent = (rawBody: Buffer): GatewayHint | null => {
  const parsed = Event.safeParse(parseJson(rawBody.toString("utf8")))
  if (!parsed.success) return null
  const { event: type, created_at: at, payload } = parsed.data
  const { payment, order, refund, dispute } = payload
  const about = dispute?.entity.id ?? refund?.entity.id ?? payment?.entity.id ?? order?.entity.id
  const notes = Notes.safeParse(order?.entity.notes).data ?? Notes.safeParse(payment?.entity.notes).data
  return {
    eventId: about && !dispute ? razorpayEventId(type, about) : razorpayEventId(type, about ?? "none", at),
    type,
    reference: order?.entity.id ?? payment?.entity.order_id ?? null,
    sessionId: sessionOfNotes(notes, env().ATRIUM_BACKEND_URL),
  }
}

/** Payments with a change that no event reported to the shop: Razorpay's lists, without what is in the inbox. */
async function* changedRazorpayPayments(
  container: MedusaContainer,
  window: { since: Date; until: Date }
): AsyncGenerator<readonly GatewayPayment[]> {
  const changes = await payments().changes(window)
  const known = await processedEventIds(
    knexOf(container),
    "razorpay",
    changes.flatMap(({ events }) => events)
  )
  const lost = changes.filter(({ events }) => !events.some((event) => known.has(event)))
  const found: GatewayPayment[] = []
  for (const orderId of new Set(lost.flatMap((change) => change.orderId ?? []))) {
    const payment = await payments().state(orderId)
    if (payment) found.push(payment)
  }
  if (found.length) yield found
}

/** The Razorpay gateway, available if its keys are configured. */
export const razorpayGateway: Gateway = {
  provider: "razorpay",
  providerId: "pp_razorpay_razorpay",
  // Test keys move no real money: for staff that is a sandbox.
  get mode() {
    return env().razorpay?.live ? "live" : "sandbox"
  },
  label: "Razorpay",
  service: "razorpay",
  settings: ["RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET"],
  available: () => env().razorpay !== null,
  check: () => payments().check(),
  verify: isValidRazorpaySignature,
  interpret: hintOfRazorpayEvent,
  referenceOf: (data) => (typeof data.id === "string" ? data.id : null),
  stateOf: (_container, reference) => payments().state(reference),
  capture: (_container, reference) => payments().capture(reference),
  keptData: keptOfRazorpay,
  release: (_container, reference) => payments().release(reference),
  reportsCapturedMoney: (type) => /^(refund\.|payment\.dispute\.)/.test(type),
  refunds: (_container, reference) => payments().refunds(reference),
  changed: changedRazorpayPayments,
}
