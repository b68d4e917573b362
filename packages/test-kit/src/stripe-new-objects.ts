import { randomBytes } from "node:crypto"

import { type Form, listIn, textIn, treeIn } from "./stripe-form"
import {
  invalidRequest,
  type StripeCharge,
  type StripeCustomerObject,
  type StripeDisputeObject,
  type StripeEventObject,
  type StripeIntentObject,
  type StripeRefundObject,
} from "./stripe-objects"

const idOf = (prefix: string): string => `${prefix}_${randomBytes(12).toString("hex")}`

/** Seconds since 1970. */
export const now = (): number => Math.floor(Date.now() / 1000)

export const unitsIn = (form: Form, key: string): number | undefined => {
  const text = textIn(form, key)
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text))
    throw invalidRequest(`Invalid integer: ${text}`, { param: key, code: "parameter_invalid_integer" })
  return Number(text)
}

const requireDebit = (currency: string, captureMethod: string | undefined): void => {
  if (currency !== "eur")
    throw invalidRequest(
      `The currency provided (${currency}) is invalid. Payments with sepa_debit support the following currencies: eur.`
    )
  if (captureMethod === "manual")
    throw invalidRequest("The payment method types sepa_debit do not support the capture method manual.")
}

/** A PaymentIntent as Stripe creates it from this form, or its refusal. */
export const newIntent = (form: Form, livemode: boolean): StripeIntentObject => {
  const amount = unitsIn(form, "amount")
  const currency = textIn(form, "currency")?.toLowerCase()
  for (const [name, value] of Object.entries({ amount, currency }))
    if (value === undefined)
      throw invalidRequest(`Missing required param: ${name}.`, { code: "parameter_missing", param: name })
  if (!amount || !currency)
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    })
  const id = idOf("pi")
  const automatic = treeIn(form, "automatic_payment_methods").enabled === "true"
  const types = listIn(form, "payment_method_types")
  if (automatic && types.length > 0)
    throw invalidRequest(
      "You may only specify one of these parameters: automatic_payment_methods, payment_method_types."
    )
  if (types.includes("sepa_debit")) requireDebit(currency, textIn(form, "capture_method"))
  return {
    id,
    object: "payment_intent",
    amount,
    amount_capturable: 0,
    amount_received: 0,
    automatic_payment_methods: automatic ? { enabled: true, allow_redirects: "always" } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: textIn(form, "capture_method") ?? "automatic",
    client_secret: `${id}_secret_${randomBytes(12).toString("hex")}`,
    confirmation_method: "automatic",
    created: now(),
    currency,
    customer: textIn(form, "customer") ?? null,
    description: textIn(form, "description") ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode,
    metadata: treeIn(form, "metadata"),
    next_action: null,
    payment_method: null,
    payment_method_types: types.length > 0 ? types : ["card"],
    receipt_email: textIn(form, "receipt_email") ?? null,
    setup_future_usage: null,
    status: "requires_payment_method",
  }
}

/** @param failure Stripe's code of a decline; null if the charge succeeded */
export const newCharge = (intent: StripeIntentObject, failure: string | null): StripeCharge => ({
  id: idOf("ch"),
  object: "charge",
  amount: intent.amount,
  amount_captured: 0,
  amount_refunded: 0,
  captured: false,
  created: now(),
  currency: intent.currency,
  disputed: false,
  failure_code: failure,
  livemode: intent.livemode,
  // Stripe copies the metadata of the PaymentIntent to its charges.
  metadata: { ...intent.metadata },
  paid: failure === null,
  payment_intent: intent.id,
  refunded: false,
  status: failure === null ? "succeeded" : "failed",
})

export const newRefund = (charge: StripeCharge, amount: number, form: Form): StripeRefundObject => ({
  id: idOf("re"),
  object: "refund",
  amount,
  charge: charge.id,
  created: now(),
  currency: charge.currency,
  metadata: treeIn(form, "metadata"),
  payment_intent: charge.payment_intent,
  reason: textIn(form, "reason") ?? null,
  status: "succeeded",
})

export const newDispute = (charge: StripeCharge): StripeDisputeObject => ({
  id: idOf("dp"),
  object: "dispute",
  amount: charge.amount,
  charge: charge.id,
  created: now(),
  currency: charge.currency,
  livemode: charge.livemode,
  metadata: {},
  payment_intent: charge.payment_intent,
  reason: "fraudulent",
  status: "needs_response",
  evidence_details: { due_by: now() + 7 * 86_400 },
})

export const newCustomer = (form: Form): StripeCustomerObject => ({
  id: idOf("cus"),
  object: "customer",
  email: textIn(form, "email") ?? null,
  name: textIn(form, "name") ?? null,
  phone: textIn(form, "phone") ?? null,
})

export const newEvent = (
  type: string,
  object: StripeEventObject["data"]["object"],
  livemode: boolean
): StripeEventObject => ({
  id: idOf("evt"),
  object: "event",
  api_version: "2024-04-10",
  created: now(),
  // A snapshot, because the object keeps changing.
  data: { object: structuredClone(object) },
  livemode,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  type,
})
