import { purchaseRows } from "./purchase-rows"

const service = { tier_id: "variant_1", quantity: 1, service: "GST registration", tier: "Basic", amount: 4999 }
const good = { variant_id: "variant_2", quantity: 2, product: "Record notebook", variant: "A5", amount: 998 }
const money = { amount: 4999, currency_code: "inr", shipping_amount: 0, discount_amount: 0 }

describe("the summary of a purchase", () => {
  it("lists a service and the total, and no shipping or discount that there isn't", () => {
    expect(purchaseRows({ ...money, items: [service], goods: [] }, "Total", "en-IN")).toEqual([
      { term: "GST registration, Basic", value: "₹4,999" },
      { term: "Total", value: "₹4,999", strong: true },
    ])
  })

  it("lists goods with their quantity, shipping and discount", () => {
    const mixed = { ...money, amount: 5547, shipping_amount: 50, discount_amount: 500, items: [service], goods: [good] }
    expect(purchaseRows(mixed, "Paid", "en-IN").map(({ term, value }) => `${term}: ${value}`)).toEqual([
      "GST registration, Basic: ₹4,999",
      "Record notebook, A5 × 2: ₹998",
      "Shipping: ₹50",
      "Discount: −₹500",
      "Paid: ₹5,547",
    ])
  })
})
