import { orderPayment, toOrderProgress } from "./present-order"

const money = (given: Partial<Parameters<typeof orderPayment>[0]>) => ({
  paid_in_full: true,
  cost: "100",
  captured: "100",
  refunded: "0",
  currency_code: "inr",
  ...given,
})

describe("the payment of an order in Admin's list", () => {
  it.each([
    ["paid", {}],
    ["unpaid", { paid_in_full: false, captured: "0" }],
    ["partially_refunded", { refunded: "0.01" }],
    ["refunded", { refunded: "100" }],
    // A refund lowers what the order costs to nothing.
    ["refunded", { refunded: "100", cost: "0" }],
    ["free", { cost: "0", captured: "0" }],
  ])("is %s", (expected, given) => {
    expect(orderPayment(money(given))).toBe(expected)
  })
})

it("an order shows its buyer, its progress in words and its money in major units", () => {
  const at = new Date("2026-11-30T10:00:00Z")
  const row = { order_id: "order_1", progress: "processing", since: at, placed_at: at } as const
  const buyer = { reference: "OR-1", customer_id: null, name: "Ravi", email: "ravi@example.com" }
  expect(toOrderProgress(row, buyer, money({ cost: "120.50", captured: "120.50", refunded: "20.5" }))).toEqual({
    id: "order_1",
    reference: "OR-1",
    customer: { id: null, name: "Ravi", email: "ravi@example.com" },
    progress: "processing",
    progress_label: "In progress",
    since: "2026-11-30T10:00:00.000Z",
    placed_at: "2026-11-30T10:00:00.000Z",
    payment: { status: "partially_refunded", total: 120.5, refunded: 20.5, currency_code: "inr" },
  })
})
