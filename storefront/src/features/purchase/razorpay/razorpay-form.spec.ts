import { DECLINE_CODES } from "../declines"
import type { Checkout, CheckoutOptions } from "./checkout-script"
import { razorpayForm } from "./razorpay-form"

const INTENT = { id: "order_1", client_secret: "order_1" }

/** Razorpay's window, used by a test. */
class Window implements Checkout {
  static last: Window
  opened = false
  fail: (failure: unknown) => void = () => undefined

  constructor(readonly options: CheckoutOptions) {
    Window.last = this
  }

  open() {
    this.opened = true
  }

  on(_event: "payment.failed", listener: (failure: unknown) => void) {
    this.fail = listener
  }
}

const open = (currencyCode = "inr") => {
  const result = razorpayForm(Window, { keyId: "rzp_test_1", currencyCode }).confirm(INTENT, "pur_1")
  return { result, window: Window.last }
}

describe("Razorpay's form", () => {
  it("opens Razorpay's window for the purchase's order, with UPI first for rupees only", () => {
    const { options, opened } = open().window
    expect(opened).toBe(true)
    expect(options).toMatchObject({ key: "rzp_test_1", order_id: "order_1", prefill: { method: "upi" } })
    expect(options.config?.display.sequence[0]).toBe("upi")
    const other = open("USD").window.options
    expect(other.prefill).toBeUndefined()
    expect(other.config).toBeUndefined()
  })

  it("reports a payment, also after failed attempts in the same window", async () => {
    const { result, window } = open()
    window.fail({ error: { reason: "insufficient_funds" } })
    window.options.handler()
    await expect(result).resolves.toEqual({ status: "succeeded" })
  })

  it.each([
    [{ error: { reason: "insufficient_funds" } }, "insufficient_funds"],
    [{ error: { reason: "card_expired" } }, "expired_card"],
    [{ error: { reason: "incorrect_otp" } }, "authentication_failed"],
    [{ error: { reason: "future_reason", description: "Raw message" } }, "card_declined"],
    [{ error: null }, "card_declined"],
    [undefined, "card_declined"],
  ])("a window that is closed after the failure %j reports its code", async (failure, code) => {
    const { result, window } = open()
    window.fail(failure)
    window.options.modal.ondismiss()
    await expect(result).resolves.toEqual({ status: "failed", code })
    expect(DECLINE_CODES).toContain(code)
  })

  it("a window that is closed without an attempt is no decline", async () => {
    const { result, window } = open()
    window.options.modal.ondismiss()
    await expect(result).resolves.toEqual({ status: "failed", code: "window_closed" })
    expect(DECLINE_CODES).toContain("window_closed")
  })

  it("needs no fields of this page", async () => {
    await expect(razorpayForm(Window, { keyId: "rzp_test_1", currencyCode: "inr" }).check()).resolves.toBe(true)
  })
})
