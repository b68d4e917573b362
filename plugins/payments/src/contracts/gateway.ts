import { z } from "zod"

/**
 * The states of a payment at its gateway, in words that hold for every gateway.
 * - `awaiting`: the shopper has still to pay or to finish a check
 * - `processing`: the gateway has not decided
 */
export const GATEWAY_STATES = ["awaiting", "processing", "authorized", "captured", "failed", "canceled"] as const
export type GatewayState = (typeof GATEWAY_STATES)[number]

/** `errorCode`: why it failed; a code of `paymentErrors`, or of the gateway's own `errors`. */
export type GatewayAnswer = { readonly state: GatewayState; readonly errorCode?: string }

/** A payment as its gateway reports it. Amounts in minor units. */
export type GatewayPayment = GatewayAnswer & {
  /** The gateway's own id. */
  readonly reference: string
  readonly amount: bigint
  readonly currencyCode: string
  /** Medusa's payment session this was started for, as we sent it to the gateway. */
  readonly sessionId: string | null
  /** Money taken so far, refunded money included. */
  readonly captured: bigint
  /** Money refunded so far, also on the gateway's own pages. */
  readonly refunded: bigint
  /** The cardholder disputes the payment, or has disputed it. */
  readonly disputed: boolean
  /** Its disputes, where the gateway reports more than that there is one. */
  readonly disputes?: readonly GatewayDispute[]
}

export const DISPUTE_STATUSES = ["open", "won", "lost"] as const
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number]

/** A cardholder's dispute. Amount in minor units of the payment's currency. */
export type GatewayDispute = {
  /** The gateway's own id of the dispute. */
  readonly reference: string
  readonly amount: bigint
  readonly status: DisputeStatus
}

/** A refund as the gateway reports it. Amount in minor units. */
export type GatewayRefund = {
  readonly amount: bigint
  /** Medusa's refund id where the shop asked for it; null for one that was made on the gateway's own pages. */
  readonly refundId: string | null
  /** The shop refunded it automatically, because no order could be made for it. */
  readonly released?: boolean
  readonly at: Date
}

/**
 * What is bought and by whom, sent to the gateway when a payment starts: put it into the payment session's
 * `context.purchase`. It is stored in the session's context and never in the data a browser gets.
 */
export const PurchaseDetails = z.object({
  cart_id: z.string().max(128),
  description: z.string().max(1000),
  customer: z.object({
    name: z.string().max(200).nullish(),
    email: z.string().max(254).nullish(),
    phone: z.string().max(40).nullish(),
  }),
})
export type PurchaseDetails = z.infer<typeof PurchaseDetails>

/** The states a row of the webhook inbox goes through. */
export const GATEWAY_EVENT_STATUSES = ["received", "processed", "ignored", "failed", "dead"] as const
export type GatewayEventStatus = (typeof GATEWAY_EVENT_STATUSES)[number]
