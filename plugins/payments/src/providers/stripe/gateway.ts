import type { IncomingHttpHeaders } from "node:http"

import { env } from "@atrium/server"
import { z } from "zod"

import { kept, sessionOfIntent } from "../../domain/stripe-intent"
import type { Gateway, GatewayHint } from "../../extension-points"
import {
  captureStripePayment,
  changedStripePayments,
  checkStripe,
  refundsAtStripe,
  releaseStripePayment,
  stripeApi,
  stripePayment,
  stripeSettingsOf,
} from "./payments"

const SIGNATURE_HEADER = "stripe-signature"
/** Stripe's own default: an event that was signed longer ago may be a replay. */
const TOLERANCE_SECONDS = 300

/** Event types that can report news about a captured payment. */
const reportsCapturedMoney = (type: string): boolean => /^(charge\.refund|refund\.|charge\.dispute\.)/.test(type)

const id = z.string().regex(/^\w{1,128}$/)
const Event = z.object({
  id,
  type: z.string().min(1).max(100),
  livemode: z.boolean(),
  account: z.string().nullish(),
  data: z.object({
    object: z.object({
      id: z.string().nullish(),
      object: z.string(),
      payment_intent: z.union([id, z.object({ id })]).nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
})

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Signed bytes that are not JSON are no event.
    return undefined
  }
}

/** Verified by Stripe's library: the signature over the bytes and its age, in constant time. */
const isValidStripeSignature = (rawBody: Buffer, headers: IncomingHttpHeaders, at: Date): boolean => {
  const header = headers[SIGNATURE_HEADER]
  if (typeof header !== "string") return false
  const { webhooks } = stripeApi()
  try {
    webhooks.constructEvent(
      rawBody,
      header,
      stripeSettingsOf().webhookSecret,
      TOLERANCE_SECONDS,
      undefined,
      at.getTime()
    )
    return true
  } catch (error) {
    // The library parses what it has verified: a broken body with a good signature is detected by `interpret`.
    return error instanceof SyntaxError
  }
}

/**
 * The payment of a verified event. An event of the other mode (test or live), of a connected account or of another shop's
 * payment has none: it is stored in the inbox and changes nothing (R11).
 */
const hintOfStripeEvent = (rawBody: Buffer): GatewayHint | null => {
  const parsed = Event.safeParse(parseJson(rawBody.toString("utf8")))
  if (!parsed.success) return null
  const { id: eventId, type, livemode, account, data } = parsed.data
  const nothing = { eventId, type, reference: null, sessionId: null }
  if (livemode !== stripeSettingsOf().live || account) return nothing
  const { object } = data
  const isIntent = object.object === "payment_intent"
  const named = isIntent ? id.safeParse(object.id).data : object.payment_intent
  const reference = typeof named === "string" ? named : (named?.id ?? null)
  const sessionId = sessionOfIntent(object.metadata ?? {}, env().ATRIUM_BACKEND_URL)
  if (isIntent && !sessionId) return nothing
  return { eventId, type, reference, sessionId }
}

/** The Stripe gateway, available if its keys are configured. */
export const stripeGateway: Gateway = {
  provider: "stripe",
  providerId: "pp_stripe_stripe",
  // Test keys move no real money: for staff that is a sandbox.
  get mode() {
    return env().stripe?.live ? "live" : "sandbox"
  },
  label: "Stripe",
  service: "stripe",
  settings: ["STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_PUBLISHABLE_KEY"],
  available: () => env().stripe !== null,
  check: checkStripe,
  verify: isValidStripeSignature,
  interpret: hintOfStripeEvent,
  referenceOf: (data) => (typeof data.id === "string" ? data.id : null),
  stateOf: (_container, reference) => stripePayment(reference),
  capture: (_container, reference) => captureStripePayment(reference),
  keptData: kept,
  release: (_container, reference) => releaseStripePayment(reference),
  reportsCapturedMoney,
  refunds: (_container, reference) => refundsAtStripe(reference),
  changed: changedStripePayments,
}
