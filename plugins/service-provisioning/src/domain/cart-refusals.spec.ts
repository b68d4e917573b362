import { cartRefusals, type CartToPay } from "./cart-refusals"

const address = { address_1: "12 Residency Road", city: "Bengaluru", country_code: "in" }
const folder = { variant_id: "folder", quantity: 2, requires_shipping: true }
const service = { variant_id: "tier", quantity: 1, requires_shipping: false }
const ready: CartToPay = {
  email: "asha@example.com",
  shipping_address: address,
  shipping_methods: [{}],
  items: [folder, service],
}

describe("paying for a cart", () => {
  it.each([
    ["a complete cart can be paid", ready, {}],
    ["an empty cart has nothing to pay", { ...ready, items: [] }, { items: "Add a service or a product first" }],
    [
      "goods need an address and a delivery option, and every missing field is named",
      { items: [folder] },
      {
        email: "Enter your email address",
        shipping_address: "Enter the delivery address",
        shipping_option_id: "Choose a delivery option",
      },
    ],
    ["services alone need no address", { email: "a@example.com", items: [service] }, {}],
    [
      "lines of the same variant share its stock",
      { ...ready, items: [folder, folder] },
      { "items.0.quantity": "Only 3 left", "items.1.quantity": "Only 3 left" },
    ],
  ])("%s", (_what, cart, expected) => {
    expect(cartRefusals(cart, new Map([["folder", 3]]))).toEqual(expected)
  })

  it("what is sold out says so", () => {
    expect(cartRefusals(ready, new Map([["folder", 0]]))).toEqual({ "items.0.quantity": "Out of stock" })
  })
})
