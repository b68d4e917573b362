import { commonErrors, toMajorText } from "@atrium/kernel"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
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
} from "@medusajs/framework/types"
import { isDefined, MathBN } from "@medusajs/framework/utils"
// The package exports a module and no class: its class is reached by its path.
// eslint-disable-next-line @medusajs/import-from-framework-not-internal
import StripeProviderService from "@medusajs/payment-stripe/dist/services/stripe-provider"

import { gatewayErrors, paymentErrors } from "../../contracts/errors"
import { exactMinorUnits } from "../../domain/exact-amount"
import { minorUnitsOfStripe, stripeUnits } from "../../domain/stripe-amounts"
import { failureOf, paymentCodeOf } from "../../domain/stripe-errors"
import { Kept, kept, moneyOfIntent, StripeIntent } from "../../domain/stripe-intent"
import { recordingRefundMadeElsewhere } from "../../use-cases/record-made-elsewhere"
import { minorUnitsOf, refundUnitsOf } from "../sandbox/amounts"
import { stripeClient, StripeOptions } from "./client"
import { stripePaymentParams } from "./stripe-payment-params"

type Status = GetPaymentStatusOutput["status"]

// A declined card leaves the session usable: the shopper tries another card on the same purchase (R06). The official
// provider marks the session as failed, which core no longer completes.
const usable = (status: Status): Status => (status === "error" ? "pending" : status)

/** Medusa's official provider for Stripe, with overrides that each state their reason. */
export class StripePaymentProvider extends StripeProviderService {
  static override identifier = "stripe"
  private readonly shop: string

  static override validateOptions(options: object): void {
    StripeOptions.parse(options)
  }

  constructor(container: Record<string, unknown>, options: object) {
    const { apiKey, webhookSecret, apiUrl, shop } = StripeOptions.parse(options)
    // Capture stays manual: order first, then money.
    super(container, { apiKey, webhookSecret, capture: false, automaticPaymentMethods: true })
    // The official client waits 80 s, has no other address and reports usage.
    this.stripe_ = stripeClient({ apiKey, apiUrl })
    this.shop = shop
  }

  // Stripe's library has repeated the call already, with the same key; three more rounds would keep the shopper waiting.
  override executeWithRetry<T>(call: () => Promise<T>) {
    return super.executeWithRetry(call, 0)
  }

  override normalizePaymentIntentParameters(extra?: Record<string, unknown>) {
    const email = extra?.receipt_email
    return {
      ...super.normalizePaymentIntentParameters(extra),
      ...(typeof email === "string" ? { receipt_email: email } : {}),
    }
  }

  /**
   * Sends Stripe what the shop knows and nothing a browser sent: the official provider would take the capture method, a
   * payment method or metadata from core's public route. Refuses an amount Stripe would round (R03).
   */
  override async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const params = stripePaymentParams(input.data, input.context, this.shop)
    if (!params) throw commonErrors.fail("invalid_input", { details: { session_id: "Start a payment session first" } })
    const started = await super.initiatePayment({ ...input, data: params, amount: exact(input) })
    // Stripe could not say whether it made the payment. It cannot be paid without its secret: another attempt starts anew.
    if (!Kept.safeParse(started.data).success) throw paymentErrors.fail("gateway_unavailable")
    return { ...started, data: kept(started.data), ...statusOf(started.status) }
  }

  override async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const updated = await super.updatePayment({ ...input, amount: exact(input) })
    return { ...updated, data: kept(updated.data), ...statusOf(updated.status) }
  }

  override async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    // The only call whose errors the official provider does not convert.
    const answer = await super.getPaymentStatus(input).catch((error: Error) => {
      throw this.buildError("An error occurred in getPaymentStatus", error)
    })
    return { ...answer, data: kept(answer.data), status: usable(answer.status) }
  }

  override async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return this.getPaymentStatus(input)
  }

  override async retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: kept((await super.retrievePayment(input)).data) }
  }

  override async capturePayment(input: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return { data: kept((await super.capturePayment(input)).data) }
  }

  override async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const { data } = await super.cancelPayment(input)
    return data && Kept.safeParse(data).success ? { data: kept(data) } : { data: data ?? {} }
  }

  /**
   * Official, but with our id on the refund: a refund made on Stripe's own pages has none, and one whose answer was lost
   * is found again by it, so that repeating it refunds nothing twice (R13).
   */
  override async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const { id, currency } = Kept.parse(data)
    if (await recordingRefundMadeElsewhere(id)) return { data: kept(data) }
    const key = context?.idempotency_key
    if (!key) throw commonErrors.fail("invalid_input", { details: { idempotency_key: "Enter a key for the refund" } })
    const units = await this.refundUnits(id, amount, currency)
    if (units === 0n) return { data: kept(data) }
    const asked = { payment_intent: id, amount: Number(units), metadata: { refund_id: key } }
    try {
      await this.stripe_.refunds.create(asked, { idempotencyKey: key })
    } catch (error) {
      if (!(await this.wasRefunded(id, key, error))) throw this.refundError(error)
    }
    return { data: kept(data) }
  }

  /** The refund amount in Stripe's units. Only an amount finer than the currency needs a call to Stripe. */
  private async refundUnits(paymentIntent: string, amount: RefundPaymentInput["amount"], currency: string) {
    const exact = exactMinorUnits(MathBN.convert(amount).toFixed(), currency)
    const minor = exact ?? refundUnitsOf(amount, currency, await this.leftToRefund(paymentIntent, currency))
    const units = stripeUnits(minor, currency)
    if (units !== null) return units
    const why = `Stripe cannot refund this amount in ${currency.toUpperCase()}. Enter an amount that Stripe can charge.`
    throw commonErrors.fail("invalid_input", { details: { amount: why } })
  }

  private async leftToRefund(paymentIntent: string, currency: string): Promise<bigint> {
    const found = await this.stripe_.paymentIntents
      .retrieve(paymentIntent, { expand: ["latest_charge"] })
      .catch((error: Error) => {
        throw this.buildError("An error occurred in refundPayment", error)
      })
    const { captured, refunded } = moneyOfIntent(StripeIntent.parse(found))
    return minorUnitsOfStripe(captured - refunded, currency)
  }

  /** Whether a refund whose response was lost was made. */
  private async wasRefunded(paymentIntent: string, refundId: string, error: unknown): Promise<boolean> {
    const { type } = failureOf(error)
    if (type !== "StripeConnectionError" && type !== "StripeAPIError") return false
    const made = await this.stripe_.refunds.list({ payment_intent: paymentIntent, limit: 100 }).catch(() => null)
    return made?.data.some((refund) => refund.metadata?.refund_id === refundId && refund.status !== "failed") ?? false
  }

  private refundError(error: unknown): Error {
    const { type, code } = failureOf(error)
    // More than is left, or all of it is refunded already: refused before any money moved.
    if (type === "StripeInvalidRequestError" && code !== "resource_missing")
      return gatewayErrors.fail("amount_not_available", { cause: error })
    return this.buildError("An error occurred in refundPayment", asError(error))
  }

  /** Deletes a session: captured money must be refunded separately; a payment unknown to Stripe is ignored. */
  override async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    try {
      return await this.cancelPayment(input)
    } catch (error) {
      const cause = failureOf(error instanceof Error ? error.cause : undefined)
      if (cause.payment_intent?.status === "succeeded" || cause.code === "resource_missing")
        return isDefined(input.data) ? { data: input.data } : {}
      throw error
    }
  }

  // A customer at Stripe groups a shopper's payments; its email address is enough for that.
  override async createAccountHolder({ context }: CreateAccountHolderInput): Promise<CreateAccountHolderOutput> {
    const { id, email } = context.customer
    return super.createAccountHolder({ context: { ...context, customer: { id, email } } })
  }

  /** Converts Stripe's failures to the errors shared by all gateways; our own mistakes stay bugs that are logged. */
  protected override buildError(message: string, error: Error): Error {
    const code = paymentCodeOf(failureOf(error))
    const failure = code ? paymentErrors.fail(code, { cause: error }) : super.buildError(message, error)
    failure.cause ??= error
    return failure
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

const statusOf = (status: Status | undefined) => (status ? { status: usable(status) } : {})

type Money = Pick<InitiatePaymentInput, "amount" | "currency_code">

/** The amount in Stripe's units; refused where Stripe would charge another amount than the cart's. */
const exactUnits = ({ amount, currency_code }: Money): bigint => {
  const units = stripeUnits(minorUnitsOf(amount, currency_code), currency_code)
  if (units !== null) return units
  const why = `Stripe cannot charge this amount in ${currency_code.toUpperCase()}. Choose another payment method.`
  throw commonErrors.fail("invalid_input", { details: { payment_provider_id: why } })
}

/** The amount as the official provider wants it: major units, rounded the way every gateway of ours rounds. */
const exact = (money: Money): string => {
  exactUnits(money)
  return toMajorText(minorUnitsOf(money.amount, money.currency_code), money.currency_code)
}
