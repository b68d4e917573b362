import { isPaymentErrorCode, PAYMENT_ERROR_CODES, paymentErrors } from "./errors"

const CODES = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "authentication_failed",
  "gateway_timeout",
  "gateway_unavailable",
  "amount_changed",
  "out_of_stock",
  "already_paid",
  "payment_processing",
  "debit_failed",
  "not_paid",
  "payment_method_unavailable",
] as const

describe("what a shopper reads when a payment fails", () => {
  it("has one code for each way it can fail, the same for every gateway", () => {
    expect(PAYMENT_ERROR_CODES).toEqual([...CODES])
    expect(isPaymentErrorCode("card_declined")).toBe(true)
    expect(isPaymentErrorCode("toString")).toBe(false)
  })

  it.each(CODES)("%s states what happened and what to do next, in plain words and without blame", (code) => {
    const { message, suggested_action, status } = paymentErrors.table[code]
    for (const sentence of [message, suggested_action]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/)
      expect(sentence).not.toMatch(/!|error|invalid|please|_|code|null|gateway/i)
    }
    expect([402, 409, 422, 503, 504]).toContain(status)
  })
})
