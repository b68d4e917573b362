import type { Stripe, StripeElements, StripeError } from "@stripe/stripe-js"

import { DECLINE_CODES } from "../declines"
import { answerOfStripe, stripeForm } from "./stripe-form"

const failure = (error: object) => answerOfStripe({ error: error as StripeError })
const INTENT = { id: "pi_1", client_secret: "pi_1_secret_x" }

describe("what Stripe's form answers", () => {
  it.each([
    ["requires_capture", { status: "succeeded" }],
    ["succeeded", { status: "succeeded" }],
    ["processing", { status: "unknown", because: "timeout" }],
    ["requires_payment_method", { status: "failed", code: "card_declined" }],
    ["requires_action", { status: "failed", code: "authentication_failed" }],
    ["canceled", { status: "failed", code: "invalid_transition" }],
  ] as const)("%s is %j", (status, answer) => {
    expect(answerOfStripe({ paymentIntent: { status } })).toEqual(answer)
  })

  it.each([
    [{ type: "card_error", code: "card_declined", decline_code: "insufficient_funds" }, "insufficient_funds"],
    [{ type: "card_error", code: "expired_card" }, "expired_card"],
    [{ type: "card_error", code: "incorrect_cvc" }, "card_declined"],
    [{ type: "invalid_request_error", code: "payment_intent_authentication_failure" }, "authentication_failed"],
    [{ type: "card_error", code: "word_of_next_year", message: "Raw words of Stripe" }, "card_declined"],
  ])("%j becomes a code the shop has words for", (error, code) => {
    expect(failure(error)).toEqual({ status: "failed", code })
    expect(DECLINE_CODES).toContain(code)
  })

  it("says nobody knows when Stripe could not be reached, so that the shop is asked and not the card again", () => {
    expect(failure({ type: "api_connection_error" })).toEqual({ status: "unknown", because: "network" })
    expect(failure({ type: "api_error" })).toEqual({ status: "unknown", because: "network" })
    expect(answerOfStripe({})).toEqual({ status: "unknown", because: "network" })
  })

  it("takes a payment that was confirmed before for what it is", () => {
    const again = { type: "invalid_request_error", code: "payment_intent_unexpected_state" }
    expect(failure({ ...again, payment_intent: { status: "requires_capture" } })).toEqual({ status: "succeeded" })
    expect(failure({ ...again, payment_intent: { status: "canceled" } })).toMatchObject({ status: "failed" })
  })
})

describe("Stripe's form", () => {
  const formOf = (answer: object | Error, submitted: object = {}) => {
    const asked: object[] = []
    const stripe = {
      confirmPayment: (options: object) => {
        asked.push(options)
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
      },
    } as unknown as Pick<Stripe, "confirmPayment">
    const elements = { submit: () => Promise.resolve(submitted) } as unknown as Pick<StripeElements, "submit">
    return { form: stripeForm(stripe, elements, "https://shop.example"), asked }
  }

  it("confirms this payment alone, and comes back to the purchase when the bank wants its own page", async () => {
    const { form, asked } = formOf({ paymentIntent: { status: "requires_capture" } })
    expect(await form.confirm(INTENT, "pur_1")).toEqual({ status: "succeeded" })
    expect(asked).toEqual([
      expect.objectContaining({
        clientSecret: INTENT.client_secret,
        confirmParams: { return_url: "https://shop.example/purchase/pur_1" },
        redirect: "if_required",
      }),
    ])
  })

  it("is not complete while Stripe shows something missing", async () => {
    expect(await formOf({}).form.check()).toBe(true)
    expect(await formOf({}, { error: { type: "validation_error" } }).form.check()).toBe(false)
  })

  it("never takes a broken connection for a decline", async () => {
    expect(await formOf(new Error("gone")).form.confirm(INTENT, "pur_1")).toEqual({
      status: "unknown",
      because: "network",
    })
  })
})
