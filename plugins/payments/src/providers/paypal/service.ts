import { randomUUID } from "node:crypto"

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

import { gatewayErrors, paymentErrors } from "../../contracts/errors"
import type { GatewayState } from "../../contracts/gateway"
import {
  amountOfPayPal,
  approvalUrlOf,
  captureOf,
  paypalAmount,
  paypalMinorUnits,
  refundsOf,
} from "../../domain/paypal-order"
import { recordingRefundMadeElsewhere } from "../../use-cases/record-made-elsewhere"
import { minorUnitsOf, refundUnitsOf } from "../sandbox/amounts"
import { paypalApi, PayPalOptions, PayPalRefusal } from "./client"
import { PayPalPayments } from "./payments"
import { isKeptOfPayPal, keptOfPayPal, paypalPurchase, type PayPalPurchase } from "./session-data"

// A declined payment leaves the session usable: the shopper chooses another way to pay at PayPal (R06).
const SESSION_STATUS: Readonly<Record<GatewayState, PaymentSessionStatus>> = {
  awaiting: PaymentSessionStatus.PENDING,
  failed: PaymentSessionStatus.PENDING,
  processing: PaymentSessionStatus.PENDING_AUTHORIZATION,
  authorized: PaymentSessionStatus.AUTHORIZED,
  captured: PaymentSessionStatus.CAPTURED,
  canceled: PaymentSessionStatus.CANCELED,
}

type Money = Pick<InitiatePaymentInput, "amount" | "currency_code">

/** Medusa's payment provider for PayPal: the shopper approves on PayPal's page, the shop authorizes, and captures later. */
export class PayPalPaymentProvider extends AbstractPaymentProvider<PayPalOptions> {
  static override identifier = "paypal"
  private readonly payments: PayPalPayments

  static override validateOptions(options: Record<string, unknown>): void {
    PayPalOptions.parse(options)
  }

  constructor(container: Record<string, unknown>, options: PayPalOptions) {
    super(container, options)
    this.payments = new PayPalPayments(paypalApi(options), options.shop, options.returnUrl)
  }

  /** Medusa's session is PayPal's key: a repeated call returns the same order. */
  override async initiatePayment({ data, context, ...money }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const purchase = paypalPurchase(data, context)
    if (!purchase)
      throw commonErrors.fail("invalid_input", { details: { session_id: "Start a payment session first" } })
    return this.start(money, purchase, purchase.sessionId)
  }

  private async start(money: Money, purchase: PayPalPurchase, key: string): Promise<InitiatePaymentOutput> {
    const currency = money.currency_code.toLowerCase()
    const value = paypalAmount(minorUnitsOf(money.amount, currency), currency)
    if (value === null) throw unpayable(currency)
    try {
      const order = await this.payments.create({ value, currency }, purchase, key)
      const url = approvalUrlOf(order)
      const data = { id: order.id, currency, ...(url ? { url } : {}) }
      return { id: order.id, status: PaymentSessionStatus.PENDING, data }
    } catch (error) {
      // Above all a currency that the account does not take.
      if (error instanceof PayPalRefusal && error.status === 422) throw unpayable(currency, error)
      throw error
    }
  }

  /** The old order is given up and a new one made, because the shopper may have approved the old amount. */
  override async updatePayment({ data, context, ...money }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const kept = keptOfPayPal(data)
    const found = await this.payments.find(kept.id)
    if (!found) return { data: kept }
    const amount = amountOfPayPal(found.order)
    const currency = money.currency_code.toLowerCase()
    const same = amount && paypalMinorUnits(amount) === minorUnitsOf(money.amount, currency)
    if (same && kept.currency === currency) return { data: kept }
    await this.payments.giveUp(found)
    const { sessionId, cartId } = found.ids
    const purchase = paypalPurchase({ session_id: sessionId }, context)
    return this.start(money, { sessionId, ...purchase, cartId }, randomUUID())
  }

  override async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const kept = keptOfPayPal(data)
    const payment = await this.payments.state(kept.id)
    return { data: kept, status: SESSION_STATUS[payment?.state ?? "awaiting"] }
  }

  override async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return this.getPaymentStatus(input)
  }

  override async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: keptOfPayPal(data) }
  }

  override async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const kept = keptOfPayPal(data)
    const taken = await this.payments.capture(kept.id)
    if (taken?.state !== "captured") throw paymentErrors.fail("not_paid")
    return { data: kept }
  }

  /** Our id is on the refund, so that one whose answer was lost is found again and made once (R13). */
  override async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const kept = keptOfPayPal(data)
    if (await recordingRefundMadeElsewhere(kept.id)) return { data: kept }
    const key = context?.idempotency_key
    if (!key) throw commonErrors.fail("invalid_input", { details: { idempotency_key: "Enter a key for the refund" } })
    const found = await this.payments.find(kept.id)
    const capture = found && captureOf(found.order)
    if (!capture) throw gatewayErrors.fail("payment_not_captured")
    const refunded = refundsOf(found.order).reduce((sum, refund) => sum + paypalMinorUnits(refund.amount), 0n)
    const units = refundUnitsOf(amount, kept.currency, paypalMinorUnits(capture.amount) - refunded)
    if (units === 0n) return { data: kept }
    try {
      await this.payments.refundOnce(found.order, units, key)
    } catch (error) {
      // More than is left, or all of it is refunded already: refused before any money moved.
      if (error instanceof PayPalRefusal) throw gatewayErrors.fail("amount_not_available", { cause: error })
      throw error
    }
    return { data: kept }
  }

  override async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const kept = keptOfPayPal(data)
    const found = await this.payments.find(kept.id)
    // Captured money must be refunded separately.
    if (found && !captureOf(found.order)) await this.payments.giveUp(found)
    return { data: kept }
  }

  override async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return isKeptOfPayPal(input.data) ? this.cancelPayment(input) : { data: input.data ?? {} }
  }

  /** Events come in through our own inbox; core's webhook route is closed. */
  override async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }
}

/** Refused where PayPal would charge another amount than the cart's (R03), or does not take the currency. */
const unpayable = (currency: string, cause?: Error): Error => {
  const why = `PayPal can't charge this amount in ${currency.toUpperCase()}. Choose another payment method.`
  return commonErrors.fail("invalid_input", { details: { payment_provider_id: why }, ...(cause ? { cause } : {}) })
}
