import type { StripeErrorBody } from "./stripe-objects"

type Decline = Required<Pick<StripeErrorBody, "code" | "message">> & Pick<StripeErrorBody, "decline_code">

export type StripeCardOutcome =
  | { kind: "succeed"; disputed?: true }
  | { kind: "debit" }
  | { kind: "authenticate" }
  | { kind: "decline"; error: Decline }

const declined = (decline_code: string, message: string): StripeCardOutcome => ({
  kind: "decline",
  error: { code: "card_declined", decline_code, message },
})

/** Stripe's test payment methods and their outcomes. */
const OUTCOMES: Readonly<Record<string, StripeCardOutcome>> = {
  // A bank account: the debit is processed for days.
  pm_sepa_debit: { kind: "debit" },
  pm_card_visa: { kind: "succeed" },
  pm_card_mastercard: { kind: "succeed" },
  pm_card_createDispute: { kind: "succeed", disputed: true },
  pm_card_authenticationRequired: { kind: "authenticate" },
  pm_card_visa_chargeDeclined: declined("generic_decline", "Your card was declined."),
  pm_card_visa_chargeDeclinedInsufficientFunds: declined("insufficient_funds", "Your card has insufficient funds."),
  pm_card_chargeDeclinedExpiredCard: {
    kind: "decline",
    error: { code: "expired_card", message: "Your card has expired." },
  },
  pm_card_chargeDeclinedIncorrectCvc: {
    kind: "decline",
    error: { code: "incorrect_cvc", message: "Your card's security code is incorrect." },
  },
  pm_card_chargeDeclinedProcessingError: {
    kind: "decline",
    error: {
      code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  },
}

export const stripeCardOutcome = (paymentMethod: string): StripeCardOutcome | undefined => OUTCOMES[paymentMethod]
