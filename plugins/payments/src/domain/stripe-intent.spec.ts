import { declineCodeOf, paymentCodeOf } from "./stripe-errors"
import { attemptOfDebit, moneyOfIntent, sessionOfIntent, stateOfIntent, type StripeIntent } from "./stripe-intent"

const intent = (change: Partial<StripeIntent>): StripeIntent => ({
  id: "pi_1",
  status: "requires_payment_method",
  amount: 1000,
  currency: "inr",
  livemode: false,
  metadata: {},
  ...change,
})
const charge = (change: object) => ({ id: "ch_1", amount: 1000, amount_refunded: 0, disputed: false, ...change })

describe("a payment at Stripe", () => {
  it.each([
    ["requires_payment_method", "awaiting"],
    ["requires_confirmation", "awaiting"],
    ["requires_action", "awaiting"],
    ["processing", "processing"],
    ["requires_capture", "authorized"],
    ["succeeded", "captured"],
    ["canceled", "canceled"],
    ["a_state_of_next_year", "processing"],
  ])("that is %s is %s", (status, state) => {
    expect(stateOfIntent(intent({ status }))).toBe(state)
  })

  it("has failed when it waits for another card after a decline, and no longer when that card is tried", () => {
    const last_payment_error = { type: "card_error", code: "card_declined", decline_code: "generic_decline" }
    expect(stateOfIntent(intent({ last_payment_error }))).toBe("failed")
    expect(stateOfIntent(intent({ last_payment_error, status: "requires_action" }))).toBe("awaiting")
  })

  it("reports the authorized, captured and refunded amounts", () => {
    expect(moneyOfIntent(intent({ status: "requires_capture", amount_capturable: 900 })).amount).toBe(900)
    const taken = { status: "succeeded", amount_received: 1000 }
    expect(
      moneyOfIntent(intent({ ...taken, latest_charge: charge({ amount_refunded: 400, disputed: true }) }))
    ).toEqual({ amount: 1000, captured: 1000, refunded: 400, disputed: true })
  })

  it("does not count a released authorization, full or partial, as a refund", () => {
    const released = charge({ amount_refunded: 1000 })
    expect(moneyOfIntent(intent({ status: "canceled", amount_received: 0, latest_charge: released })).refunded).toBe(0)
    const part = { status: "succeeded", amount_received: 600, latest_charge: charge({ amount_refunded: 400 }) }
    expect(moneyOfIntent(intent(part))).toMatchObject({ captured: 600, refunded: 0 })
    expect(moneyOfIntent(intent({ ...part, latest_charge: charge({ amount_refunded: 500 }) })).refunded).toBe(100)
    // Newer versions of Stripe's API book a release as nothing.
    expect(moneyOfIntent(intent({ status: "canceled", latest_charge: charge({}) })).refunded).toBe(0)
  })

  it("has the charge of a bank debit as its attempt, and none for other payments or before the first", () => {
    const debit = { payment_method_types: ["sepa_debit"] }
    expect(attemptOfDebit(intent({ ...debit, latest_charge: charge({}) }))).toBe("ch_1")
    expect(attemptOfDebit(intent({ ...debit, latest_charge: "ch_2" }))).toBe("ch_2")
    expect(attemptOfDebit(intent(debit))).toBeUndefined()
    expect(attemptOfDebit(intent({ payment_method_types: ["card"], latest_charge: charge({}) }))).toBeUndefined()
    expect(attemptOfDebit(intent({ latest_charge: charge({}) }))).toBeUndefined()
  })

  it("belongs to the shop that made it and to no other that shares the account", () => {
    const shop = "https://shop.example"
    expect(sessionOfIntent({ session_id: "payses_1", shop }, shop)).toBe("payses_1")
    expect(sessionOfIntent({ session_id: "payses_1", shop: "https://other.example" }, shop)).toBeNull()
    expect(sessionOfIntent({ shop }, shop)).toBeNull()
    expect(sessionOfIntent({}, shop)).toBeNull()
  })
})

describe("what Stripe refuses with", () => {
  it.each([
    [{ type: "card_error", code: "card_declined", decline_code: "generic_decline" }, "card_declined"],
    [{ type: "card_error", code: "card_declined", decline_code: "insufficient_funds" }, "insufficient_funds"],
    [{ type: "card_error", code: "expired_card" }, "expired_card"],
    [{ type: "card_error", code: "incorrect_cvc" }, "card_declined"],
    [{ type: "invalid_request_error", code: "payment_intent_authentication_failure" }, "authentication_failed"],
    [{ type: "StripeCardError", code: "authentication_required" }, "authentication_failed"],
    [
      { type: "StripeConnectionError", message: "Request aborted due to timeout being reached (8000ms)" },
      "gateway_timeout",
    ],
    [
      { type: "StripeConnectionError", message: "An error occurred with our connection to Stripe." },
      "gateway_unavailable",
    ],
    [
      {
        type: "StripeInvalidRequestError",
        code: "payment_intent_unexpected_state",
        payment_intent: { status: "processing" },
      },
      "payment_processing",
    ],
    [{ type: "StripeAPIError" }, "gateway_unavailable"],
    [{ type: "StripeRateLimitError" }, "gateway_unavailable"],
    [{ type: "StripeAuthenticationError" }, "gateway_unavailable"],
  ])("%j is %s", (failure, code) => {
    expect(paymentCodeOf(failure)).toBe(code)
  })

  it("is a bug where the request was wrong, and a decline where a bank gave a reason that has no word", () => {
    const wrong = { type: "StripeInvalidRequestError", code: "parameter_unknown" }
    expect(paymentCodeOf(wrong)).toBeNull()
    expect(declineCodeOf({ code: "reason_of_next_year" })).toBe("card_declined")
  })
})
