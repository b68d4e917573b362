import type { Stripe, StripeElements, StripeError } from "@stripe/stripe-js"

import { DECLINE_CODES } from "../declines"
import { stripeResult, stripeForm } from "./stripe-form"

const failure = (error: object) => stripeResult({ error: error as StripeError })
const INTENT = { id: "pi_1", client_secret: "pi_1_secret_x" }

describe("Stripe results", () => {
  it.each([
    ["requires_capture", { status: "succeeded" }],
    ["succeeded", { status: "succeeded" }],
    ["processing", { status: "unknown", reason: "timeout" }],
    ["requires_payment_method", { status: "failed", code: "card_declined" }],
    ["requires_action", { status: "failed", code: "authentication_failed" }],
    ["canceled", { status: "failed", code: "invalid_transition" }],
  ] as const)("the payment intent status %s is mapped to %j", (status, result) => {
    expect(stripeResult({ paymentIntent: { status } })).toEqual(result)
  })

  it.each([
    [{ type: "card_error", code: "card_declined", decline_code: "insufficient_funds" }, "insufficient_funds"],
    [{ type: "card_error", code: "expired_card" }, "expired_card"],
    [{ type: "card_error", code: "incorrect_cvc" }, "card_declined"],
    [{ type: "invalid_request_error", code: "payment_intent_authentication_failure" }, "authentication_failed"],
    [{ type: "card_error", code: "future_code", message: "Raw Stripe message" }, "card_declined"],
  ])("the Stripe error %j is mapped to a code with a message", (error, code) => {
    expect(failure(error)).toEqual({ status: "failed", code })
    expect(DECLINE_CODES).toContain(code)
  })

  it("a connection error to Stripe leaves the outcome unknown", () => {
    expect(failure({ type: "api_connection_error" })).toEqual({ status: "unknown", reason: "network" })
    expect(failure({ type: "api_error" })).toEqual({ status: "unknown", reason: "network" })
    expect(stripeResult({})).toEqual({ status: "unknown", reason: "network" })
  })

  it("an intent confirmed earlier is mapped by its status", () => {
    const again = { type: "invalid_request_error", code: "payment_intent_unexpected_state" }
    expect(failure({ ...again, payment_intent: { status: "requires_capture" } })).toEqual({ status: "succeeded" })
    expect(failure({ ...again, payment_intent: { status: "canceled" } })).toMatchObject({ status: "failed" })
  })
})

describe("Stripe's form", () => {
  const formOf = (confirmed: object | Error, submitted: object = {}) => {
    const calls: object[] = []
    const stripe = {
      confirmPayment: (options: object) => {
        calls.push(options)
        return confirmed instanceof Error ? Promise.reject(confirmed) : Promise.resolve(confirmed)
      },
    } as unknown as Pick<Stripe, "confirmPayment">
    const elements = { submit: () => Promise.resolve(submitted) } as unknown as Pick<StripeElements, "submit">
    return { form: stripeForm(stripe, elements, "https://shop.example"), calls }
  }

  it("confirming sends the client secret and returns to the purchase page after a redirect", async () => {
    const { form, calls } = formOf({ paymentIntent: { status: "requires_capture" } })
    expect(await form.confirm(INTENT, "pur_1")).toEqual({ status: "succeeded" })
    expect(calls).toEqual([
      expect.objectContaining({
        clientSecret: INTENT.client_secret,
        confirmParams: { return_url: "https://shop.example/purchase/pur_1" },
        redirect: "if_required",
      }),
    ])
  })

  it("a debit that Stripe refuses is not a declined card", async () => {
    const stripe = { confirmPayment: () => Promise.resolve({ error: { type: "invalid_request_error" } }) }
    const elements = { submit: () => Promise.resolve({}) } as unknown as Pick<StripeElements, "submit">
    const form = stripeForm(stripe as unknown as Stripe, elements, "https://shop.example", "sepa_debit")
    expect(await form.confirm(INTENT, "pur_1")).toEqual({ status: "failed", code: "debit_failed" })
  })

  it("Stripe's form is incomplete while it has validation errors", async () => {
    expect(await formOf({}).form.check()).toBe(true)
    expect(await formOf({}, { error: { type: "validation_error" } }).form.check()).toBe(false)
  })

  it("a connection error is never reported as a decline", async () => {
    expect(await formOf(new Error("gone")).form.confirm(INTENT, "pur_1")).toEqual({
      status: "unknown",
      reason: "network",
    })
  })
})
