import { commonErrors } from "@atrium/kernel"
import type {
  CancelPaymentInput,
  CancelPaymentOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
} from "@medusajs/framework/types"

import { paymentErrors } from "../../contracts/errors"
import { Kept, SEPA_DEBIT } from "../../domain/stripe-intent"
import { StripeOptions } from "./client"
import { StripePaymentProvider } from "./service"

/**
 * SEPA Direct Debit through Stripe: the same account, events and books as Stripe's cards, but the bank takes the money days
 * after the shopper confirmed, at once and without an authorization.
 */
export class StripeSepaDebitProvider extends StripePaymentProvider {
  static override identifier = "stripe-sepa-debit"
  private readonly enabled: boolean

  constructor(container: Record<string, unknown>, options: object) {
    super(container, options)
    this.enabled = StripeOptions.parse(options).sepaDebit
  }

  // Stripe knows no authorization of a debit, and takes either named methods or those of the dashboard.
  override normalizePaymentIntentParameters(extra?: Record<string, unknown>) {
    const { automatic_payment_methods: _automatic, ...params } = super.normalizePaymentIntentParameters(extra)
    return { ...params, payment_method_types: [SEPA_DEBIT], capture_method: "automatic" as const }
  }

  /** Medusa's own routes ask for any provider of the region, also where it isn't offered. */
  override async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    if (!this.enabled) throw paymentErrors.fail("payment_method_unavailable")
    if (input.currency_code.toLowerCase() !== "eur")
      throw commonErrors.fail("invalid_input", {
        details: { payment_provider_id: "SEPA Direct Debit takes euros only. Choose another payment method." },
      })
    return super.initiatePayment(input)
  }

  /** Refuses while the bank decides, which Stripe mostly does too: a debit that is on its way is never given up. */
  override async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const { success, data } = Kept.safeParse(input.data)
    if (success && (await this.isProcessing(data.id))) throw paymentErrors.fail("payment_processing")
    return super.cancelPayment(input)
  }

  private async isProcessing(id: string): Promise<boolean> {
    const intent = await this.stripe_.paymentIntents.retrieve(id).catch((error: Error) => {
      throw this.buildError("An error occurred in cancelPayment", error)
    })
    return intent.status === "processing"
  }
}
