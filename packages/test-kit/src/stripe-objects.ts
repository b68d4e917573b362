/** The parts of Stripe's objects (API 2024-04-10) that the stand-in supports. Amounts in Stripe's units. */
export type StripeCharge = {
  id: string
  object: "charge"
  amount: number
  amount_captured: number
  amount_refunded: number
  captured: boolean
  created: number
  currency: string
  disputed: boolean
  failure_code: string | null
  livemode: boolean
  metadata: Record<string, string>
  paid: boolean
  payment_intent: string
  refunded: boolean
  status: "succeeded" | "pending" | "failed"
}

export type StripeErrorBody = {
  type: "card_error" | "invalid_request_error" | "idempotency_error" | "api_error"
  message: string
  code?: string
  decline_code?: string
  param?: string
  payment_intent?: unknown
}

export type StripeIntentObject = {
  id: string
  object: "payment_intent"
  amount: number
  amount_capturable: number
  amount_received: number
  automatic_payment_methods: { enabled: boolean; allow_redirects: "always" } | null
  canceled_at: number | null
  cancellation_reason: string | null
  capture_method: string
  client_secret: string
  confirmation_method: "automatic"
  created: number
  currency: string
  customer: string | null
  description: string | null
  last_payment_error: StripeErrorBody | null
  latest_charge: string | null
  livemode: boolean
  metadata: Record<string, string>
  next_action: { type: string; redirect_to_url: { return_url: string | null; url: string } } | null
  payment_method: string | null
  payment_method_types: string[]
  receipt_email: string | null
  setup_future_usage: string | null
  status:
    | "requires_payment_method"
    | "requires_confirmation"
    | "requires_action"
    | "processing"
    | "requires_capture"
    | "succeeded"
    | "canceled"
}

export type StripeRefundObject = {
  id: string
  object: "refund"
  amount: number
  charge: string
  created: number
  currency: string
  metadata: Record<string, string>
  payment_intent: string
  reason: string | null
  status: "succeeded"
}

export type StripeDisputeObject = {
  id: string
  object: "dispute"
  amount: number
  charge: string
  created: number
  currency: string
  livemode: boolean
  metadata: Record<string, string>
  payment_intent: string
  reason: string
  status: "needs_response" | "won" | "lost"
  evidence_details: { due_by: number | null }
}

export type StripeCustomerObject = {
  id: string
  object: "customer"
  email: string | null
  name: string | null
  phone: string | null
}

export type StripeEventObject = {
  id: string
  object: "event"
  api_version: string
  created: number
  data: { object: StripeIntentObject | StripeCharge | StripeRefundObject | StripeDisputeObject }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

/** An error response of Stripe. */
export class StripeRefusal extends Error {
  constructor(
    readonly status: number,
    readonly body: StripeErrorBody
  ) {
    super(body.message)
  }
}

export const invalidRequest = (message: string, extra: Partial<StripeErrorBody> = {}): StripeRefusal =>
  new StripeRefusal(400, { type: "invalid_request_error", message, ...extra })

export const missing = (kind: string, id: string, param: string): StripeRefusal =>
  new StripeRefusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  })
