import {
  decidingPayment,
  declineOfRazorpay,
  razorpayUnits,
  RazorpayOrder,
  type RazorpayPayment,
  sessionOfNotes,
  stateOfRazorpay,
} from "./razorpay-order"

const order = (notes: unknown = {}) => RazorpayOrder.parse({ id: "order_1", amount: 100, currency: "INR", notes })
const attempt = (status: string, created_at: number, captured = false): RazorpayPayment => ({
  id: `pay_${created_at}`,
  status,
  captured,
  amount: 100,
  currency: "INR",
  created_at,
})

describe("an order at Razorpay", () => {
  it.each([
    ["authorized", attempt("authorized", 1)],
    ["captured", attempt("captured", 1, true)],
    // Refunded after its capture: the money was taken.
    ["captured", attempt("refunded", 1, true)],
    ["canceled", attempt("refunded", 1)],
    ["failed", attempt("failed", 1)],
    ["awaiting", attempt("created", 1)],
    ["processing", attempt("something_new", 1)],
    ["awaiting", undefined],
  ])("is %s by its deciding attempt", (state, payment) => {
    expect(stateOfRazorpay(order(), payment)).toBe(state)
  })

  it("decides by a captured attempt, then an authorized one, then the latest", () => {
    const failed = attempt("failed", 3)
    const authorized = attempt("authorized", 2)
    const captured = attempt("captured", 1, true)
    expect(decidingPayment([failed, authorized, captured])).toBe(captured)
    expect(decidingPayment([failed, authorized])).toBe(authorized)
    expect(decidingPayment([attempt("created", 4), failed])?.status).toBe("created")
    expect(decidingPayment([])).toBeUndefined()
  })

  it("that the shop gave up is canceled, unless its money was taken", () => {
    const givenUp = order({ given_up: "true" })
    expect(stateOfRazorpay(givenUp, attempt("authorized", 1))).toBe("canceled")
    expect(stateOfRazorpay(givenUp, undefined)).toBe("canceled")
    expect(stateOfRazorpay(givenUp, attempt("captured", 1, true))).toBe("captured")
  })

  it("belongs to the shop that its notes name, and to none without notes", () => {
    const notes = { session_id: "payses_1", shop: "https://shop.example" }
    expect(sessionOfNotes(order(notes).notes, "https://shop.example")).toBe("payses_1")
    expect(sessionOfNotes(order(notes).notes, "https://other.example")).toBeNull()
    expect(sessionOfNotes(order([]).notes, "https://shop.example")).toBeNull()
  })

  it("charges whole minor units, and no third decimal", () => {
    expect(razorpayUnits(499900n, "inr")).toBe(499900n)
    expect(razorpayUnits(500n, "jpy")).toBe(500n)
    expect(razorpayUnits(1230n, "kwd")).toBe(1230n)
    expect(razorpayUnits(1234n, "kwd")).toBeNull()
  })

  it("names why an attempt failed with the shop's codes", () => {
    const reasons = ["insufficient_funds", "card_expired", "incorrect_otp", "payment_failed", null]
    expect(reasons.map((error_reason) => declineOfRazorpay({ error_reason }))).toEqual([
      "insufficient_funds",
      "expired_card",
      "authentication_failed",
      "card_declined",
      "card_declined",
    ])
  })
})
