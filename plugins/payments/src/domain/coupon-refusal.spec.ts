import { type Coupon, type CouponCart, couponRefusal } from "./coupon-refusal"

const NOW = new Date("2026-11-29T10:00:00Z")
const coupon: Coupon = {
  active: true,
  starts_at: null,
  ends_at: null,
  used_up: false,
  counted_by: null,
  currency_code: null,
  rules: [],
  line_rules: [],
}
const attributes = (facts: Record<string, unknown[]>) => (attribute: string) => facts[attribute] ?? []
const cart: CouponCart = {
  currency_code: "inr",
  valuesOf: attributes({ item_total: [4999], region_id: ["reg_in"], "customer.groups.id": [] }),
  lines: [attributes({ "items.product.id": ["prod_1"] }), attributes({ "items.product.id": ["prod_2"] })],
}
const refusalOf = (change: Partial<Coupon>) => couponRefusal({ ...coupon, ...change }, cart, NOW)
const rule = (attribute: string, operator: string, ...values: string[]) => ({ attribute, operator, values })

describe("a coupon that can't be used", () => {
  it("is not refused when its rules allow it", () => {
    expect(refusalOf({})).toBeNull()
    expect(
      refusalOf({ rules: [rule("item_total", "gte", "4999")], line_rules: [rule("items.product.id", "in", "prod_2")] })
    ).toBeNull()
    expect(refusalOf({ ends_at: new Date("2026-11-30T00:00:00Z"), starts_at: NOW })).toBeNull()
  })

  it("reads the same whether it doesn't exist or isn't published", () => {
    expect(refusalOf({ active: false })).toBe(couponRefusal(undefined, cart, NOW))
  })

  it.each<[string, Partial<Coupon>]>([
    ["This code isn't valid yet", { starts_at: new Date("2026-12-01T00:00:00Z") }],
    ["This code has expired", { ends_at: NOW }],
    ["This code has been used up", { used_up: true }],
    ["This code is only valid for prices in USD", { currency_code: "usd" }],
    ["Sign in to use this code", { counted_by: "customer_id" }],
    ["Spend at least ₹5,000 to use this code", { rules: [rule("item_total", "gte", "5000")] }],
    ["Spend more than ₹4,999 to use this code", { rules: [rule("item_total", "gt", "4999")] }],
    ["This code is for smaller orders, up to ₹100", { rules: [rule("item_total", "lt", "100")] }],
    ["This code isn't valid in your currency", { rules: [rule("region_id", "ne", "reg_in")] }],
    [
      "This code is only for certain customers. If you have an account, sign in",
      { rules: [rule("customer.groups.id", "in", "group_1")] },
    ],
    ["Your cart doesn't meet the conditions of this code", { rules: [rule("metadata.kind", "eq", "gift")] }],
    ["This code doesn't apply to anything in your cart", { line_rules: [rule("items.product.id", "eq", "prod_3")] }],
  ])("names the reason: %s", (sentence, change) => {
    expect(refusalOf(change)).toBe(sentence)
  })
})
