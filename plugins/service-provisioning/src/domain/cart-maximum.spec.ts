import { overMaximum } from "./cart-maximum"

const services = new Map([
  ["basic", { productId: "gst", content: { max_quantity: 3 } }],
  ["plus", { productId: "gst", content: { max_quantity: 3 } }],
  ["single", { productId: "visa", content: { max_quantity: 1 } }],
])
const units = (variantId: string, quantity: number) => ({ variantId, quantity })

describe("the maximum of a service in a cart", () => {
  it.each([
    ["an empty cart takes up to the maximum", [], [units("basic", 3)], null],
    ["more than the maximum is refused", [], [units("basic", 4)], "You can buy at most 3 of this service"],
    [
      "units in the cart count",
      [units("basic", 2)],
      [units("basic", 2)],
      "You can buy at most 3 of this service, and your cart already has 2",
    ],
    [
      "all tiers of a service count together",
      [units("basic", 2)],
      [units("plus", 2)],
      "You can buy at most 3 of this service, and your cart already has 2",
    ],
    ["one at a time has its own sentence", [], [units("single", 2)], "You can buy one of this service at a time"],
    ["goods have no maximum", [], [units("folder", 50)], null],
    ["fewer is allowed even above a lowered maximum", [units("basic", 9)], [units("basic", -1)], null],
  ])("%s", (_what, held, added, expected) => {
    expect(overMaximum(held, added, services)).toBe(expected)
  })
})
