import {
  amountOfPayPal,
  customIdOf,
  declineOfPayPal,
  idsOfOrder,
  ownIdsOf,
  paypalAmount,
  paypalMinorUnits,
  PayPalOrder,
  shopMark,
  stateOfPayPal,
} from "./paypal-order"

const money = { value: "49.99", currency_code: "USD" }
const ids = { sessionId: "payses_1", cartId: "cart_1", shop: shopMark("https://shop.example"), givenUp: false }
const order = (status: string, payments: object = {}, givenUp = false) =>
  PayPalOrder.parse({
    id: "5O190127TN364715T",
    status,
    purchase_units: [{ custom_id: customIdOf({ ...ids, givenUp }), amount: money, payments }],
  })
const authorization = (status: string, more: object = {}) => ({
  authorizations: [{ id: "A1", status, amount: { ...money, value: "10.00" }, ...more }],
})

describe("a PayPal order", () => {
  it.each([
    ["awaiting", order("CREATED")],
    ["awaiting", order("PAYER_ACTION_REQUIRED")],
    ["canceled", order("CREATED", {}, true)],
    ["canceled", order("APPROVED", {}, true)],
    ["canceled", order("VOIDED")],
    ["approved", order("APPROVED")],
    ["approved", order("APPROVED", authorization("DENIED"))],
    ["failed", order("COMPLETED", authorization("DENIED"))],
    ["authorized", order("COMPLETED", authorization("CREATED"))],
    ["authorized", order("COMPLETED", authorization("CREATED"), true)],
    ["processing", order("COMPLETED", authorization("PENDING"))],
    ["processing", order("COMPLETED", authorization("SOMETHING_NEW"))],
    ["canceled", order("COMPLETED", authorization("VOIDED"))],
    [
      "processing",
      order("COMPLETED", { ...authorization("CAPTURED"), captures: [{ id: "C", status: "PENDING", amount: money }] }),
    ],
    [
      "captured",
      order("COMPLETED", { ...authorization("CAPTURED"), captures: [{ id: "C", status: "REFUNDED", amount: money }] }),
    ],
  ] as const)("is %s", (state, one) => expect(stateOfPayPal(one)).toBe(state))

  it("has the amount that is held, not the one that was asked for [R03]", () => {
    expect(amountOfPayPal(order("CREATED"))?.value).toBe("49.99")
    expect(amountOfPayPal(order("COMPLETED", authorization("CREATED")))?.value).toBe("10.00")
  })

  it("belongs to the shop that made it", () => {
    expect(idsOfOrder(order("CREATED"), ids.shop)).toEqual(ids)
    expect(idsOfOrder(order("CREATED"), shopMark("https://other.example"))).toBeNull()
    for (const custom of [null, undefined, "", "ref_01ABC", "a||"]) expect(ownIdsOf(custom)).toBeNull()
  })

  it("fits PayPal's limit for a custom id with ids as long as Medusa's", () => {
    const long = { ...ids, sessionId: `payses_${"0".repeat(26)}`, cartId: `cart_${"0".repeat(26)}`, givenUp: true }
    expect(customIdOf(long).length).toBeLessThanOrEqual(127)
  })

  it("reports why the bank denied the authorization", () => {
    const denied = (response_code: string) =>
      declineOfPayPal(order("COMPLETED", authorization("DENIED", { processor_response: { response_code } })))
    expect([denied("5120"), denied("5400"), denied("0500")]).toEqual([
      "insufficient_funds",
      "expired_card",
      "card_declined",
    ])
  })
})

describe("an amount for PayPal", () => {
  it("is written in the currency's decimals, and refused where PayPal would round it [R03]", () => {
    expect(paypalAmount(4999n, "usd")).toBe("49.99")
    expect(paypalAmount(500n, "JPY")).toBe("500")
    expect(paypalAmount(150000n, "huf")).toBe("1500")
    expect(paypalAmount(150050n, "huf")).toBeNull()
    expect(paypalAmount(1000n, "kwd")).toBeNull()
  })

  it("is read back as the same minor units", () => {
    expect(paypalMinorUnits({ value: "1500", currency_code: "HUF" })).toBe(150000n)
    expect(paypalMinorUnits({ value: "49.99", currency_code: "USD" })).toBe(4999n)
  })
})
