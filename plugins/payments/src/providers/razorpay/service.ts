import { commonErrors } from "@atrium/kernel"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils"
import type Razorpay from "razorpay"

import { gatewayErrors, paymentErrors } from "../../contracts/errors"
import type { GatewayState } from "../../contracts/gateway"
import { RazorpayOrder, razorpayUnits } from "../../domain/razorpay-order"
import { recordingRefundMadeElsewhere } from "../../use-cases/record-made-elsewhere"
import { minorUnitsOf, refundUnitsOf } from "../sandbox/amounts"
import { askRazorpay, razorpayClient, RazorpayOptions, RazorpayRefusal } from "./client"
import { RazorpayPayments } from "./payments"
import { isKeptOfRazorpay, keptOfRazorpay, razorpayNotes } from "./session-data"

/** How long an authorization may wait for its capture. Razorpay returns the money of one that the shop gave up after it. */
const CAPTURE_WITHIN_MINUTES = 1440

// A declined card leaves the session usable: the shopper tries another card on the same purchase (R06).
const SESSION_STATUS: Readonly<Record<GatewayState, PaymentSessionStatus>> = {
  awaiting: PaymentSessionStatus.PENDING,
  failed: PaymentSessionStatus.PENDING,
  processing: PaymentSessionStatus.PENDING_AUTHORIZATION,
  authorized: PaymentSessionStatus.AUTHORIZED,
  captured: PaymentSessionStatus.CAPTURED,
  canceled: PaymentSessionStatus.CANCELED,
}

type Money = Pick<InitiatePaymentInput, "amount" | "currency_code">

/** Medusa's payment provider for Razorpay: authorize now, capture later. UPI, cards and netbanking are its methods. */
export class RazorpayPaymentProvider extends AbstractPaymentProvider<RazorpayOptions> {
  static override identifier = "razorpay"
  private readonly api: Razorpay
  private readonly payments: RazorpayPayments
  private readonly shop: string

  static override validateOptions(options: Record<string, unknown>): void {
    RazorpayOptions.parse(options)
  }

  constructor(container: Record<string, unknown>, options: RazorpayOptions) {
    super(container, options)
    this.api = razorpayClient(options)
    this.payments = new RazorpayPayments(this.api, options.shop)
    this.shop = options.shop
  }

  /** An order without a payment moves no money: one whose answer was lost is never paid, and another attempt makes anew. */
  override async initiatePayment({ data, context, ...money }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const notes = razorpayNotes(data, context, this.shop)
    if (!notes) throw commonErrors.fail("invalid_input", { details: { session_id: "Start a payment session first" } })
    return this.start(money, notes)
  }

  private async start(money: Money, notes: Record<string, string>): Promise<InitiatePaymentOutput> {
    const asked = {
      amount: Number(exactUnits(money)),
      currency: money.currency_code.toUpperCase(),
      receipt: notes.session_id?.slice(0, 40) ?? "",
      notes,
      // Capture stays manual: order first, then money.
      payment: {
        capture: "manual" as const,
        capture_options: {
          automatic_expiry_period: CAPTURE_WITHIN_MINUTES,
          manual_expiry_period: CAPTURE_WITHIN_MINUTES,
          refund_speed: "normal" as const,
        },
      },
    }
    const { id, currency } = RazorpayOrder.parse(await askRazorpay(() => this.api.orders.create(asked)))
    const data = keptOfRazorpay({ id, currency: currency.toLowerCase() })
    return { id, status: PaymentSessionStatus.PENDING, data }
  }

  /** Razorpay changes no order's amount: the old one is given up and a new one made. */
  override async updatePayment({ data, ...money }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const kept = keptOfRazorpay(data)
    const { id, currency } = kept
    const held = await this.payments.find(id)
    const same =
      held && BigInt(held.order.amount) === exactUnits(money) && currency === money.currency_code.toLowerCase()
    if (same || !held) return { data: kept }
    await this.payments.giveUp(held)
    return this.start(money, { ...held.order.notes })
  }

  override async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const kept = keptOfRazorpay(data)
    const payment = await this.payments.state(kept.id)
    return { data: kept, status: SESSION_STATUS[payment?.state ?? "awaiting"] }
  }

  override async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return this.getPaymentStatus(input)
  }

  override async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: keptOfRazorpay(data) }
  }

  override async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const kept = keptOfRazorpay(data)
    const taken = await this.payments.capture(kept.id)
    if (taken?.state !== "captured") throw paymentErrors.fail("not_paid")
    return { data: kept }
  }

  /** Our id is on the refund, so that one whose answer was lost is found again and made once (R13). */
  override async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const kept = keptOfRazorpay(data)
    if (await recordingRefundMadeElsewhere(kept.id)) return { data: kept }
    const key = context?.idempotency_key
    if (!key) throw commonErrors.fail("invalid_input", { details: { idempotency_key: "Enter a key for the refund" } })
    const held = await this.payments.find(kept.id)
    if (!held?.paid?.captured) throw gatewayErrors.fail("payment_not_captured")
    const left = BigInt(held.paid.amount - (held.paid.amount_refunded ?? 0))
    const units = refundUnitsOf(amount, kept.currency, left)
    if (units === 0n) return { data: kept }
    try {
      await this.payments.refundOnce(held.paid.id, units, { refund_id: key })
    } catch (error) {
      // More than is left, or all of it is refunded already: refused before any money moved.
      if (error instanceof RazorpayRefusal) throw gatewayErrors.fail("amount_not_available", { cause: error })
      throw error
    }
    return { data: kept }
  }

  override async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const kept = keptOfRazorpay(data)
    const held = await this.payments.find(kept.id)
    // Captured money must be refunded separately.
    if (held && !held.paid?.captured) await this.payments.giveUp(held)
    return { data: kept }
  }

  override async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return isKeptOfRazorpay(input.data) ? this.cancelPayment(input) : { data: input.data ?? {} }
  }

  /** Events come in through our own inbox; core's webhook route is closed. */
  override async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }
}

/** The amount in Razorpay's units; refused where Razorpay would charge another amount than the cart's (R03). */
const exactUnits = ({ amount, currency_code }: Money): bigint => {
  const units = razorpayUnits(minorUnitsOf(amount, currency_code), currency_code.toLowerCase())
  if (units !== null) return units
  const why = `Razorpay cannot charge this amount in ${currency_code.toUpperCase()}. Choose another payment method.`
  throw commonErrors.fail("invalid_input", { details: { payment_provider_id: why } })
}
