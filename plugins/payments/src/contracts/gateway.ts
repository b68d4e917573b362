import { z } from "zod"

/**
 * The states of a payment at its gateway, the same for every gateway.
 * - `awaiting`: the shopper must still pay or complete a verification
 * - `processing`: the gateway has not decided yet
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
  /**
   * The gateway's id of the last attempt to take the money, of a payment that its bank decides about in days. Each attempt
   * that fails is explained to the shopper.
   */
  readonly attempt?: string
  /** The id of Medusa's payment session, as we sent it to the gateway. */
  readonly sessionId: string | null
  /** Captured so far, including refunded money. */
  readonly captured: bigint
  /** Refunded so far, including refunds in the gateway's dashboard. */
  readonly refunded: bigint
  /** Whether the cardholder has disputed the payment. */
  readonly disputed: boolean
  /** Its disputes, if the gateway reports their details. */
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
  /** Until when the shop can respond, if the gateway says so. */
  readonly respondBy?: Date | null
}

/** A refund as the gateway reports it. Amount in minor units. */
export type GatewayRefund = {
  readonly amount: bigint
  /** Medusa's refund id if the shop requested it; null for a refund made in the gateway's dashboard. */
  readonly refundId: string | null
  /** The shop refunded it automatically, because no order could be made for it. */
  readonly released?: boolean
  readonly at: Date
}

/**
 * Details of the purchase and the buyer for the gateway: put them into the payment session's `context.purchase`. They are
 * stored in the session's context and never in the data that a browser receives.
 */
export const PurchaseDetails = z.object({
  cart_id: z.string().max(128),
  /** Its page is where a gateway that has its own page sends the shopper back to. */
  purchase_id: z.string().max(128).optional(),
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
