import { hasFraction, moneyFields } from "./money-fields"

const paths = (body: unknown) => moneyFields(body).map(({ path }) => path)

describe("amounts of money in what staff send", () => {
  it("are found at any depth, with what names their currency, nearest first", () => {
    const body = {
      order_id: "order_1",
      items: [{ variant_id: "variant_1", quantity: 2, unit_price: 19.999 }],
      prices: [
        { amount: 10, currency_code: "inr" },
        { id: "price_1", amount: "5.5", region_id: "reg_1" },
      ],
      return_shipping: { option_id: "so_1", price: { value: "1.234", precision: 20 } },
    }
    expect(moneyFields(body)).toEqual([
      { path: "items.0.unit_price", amount: 19.999, currencyCode: undefined, ids: ["order_1"] },
      { path: "prices.0.amount", amount: 10, currencyCode: "inr", ids: ["order_1"] },
      { path: "prices.1.amount", amount: "5.5", currencyCode: undefined, ids: ["price_1", "reg_1", "order_1"] },
      { path: "return_shipping.price", amount: "1.234", currencyCode: undefined, ids: ["order_1"] },
    ])
  })

  it("are a promotion's value only when it is an amount, and nothing in rules and metadata", () => {
    expect(paths({ application_method: { type: "percentage", value: 7.5 } })).toEqual([])
    expect(paths({ application_method: { type: "fixed", value: 7.5 } })).toEqual(["application_method.value"])
    expect(paths({ metadata: { amount: 0.001 }, rules: [{ value: 0.001 }], amount: 1 })).toEqual(["amount"])
    expect(paths(null)).toEqual([])
    expect(paths({ amount: null, unit_price: undefined })).toEqual([])
  })

  it("need no currency while they are whole", () => {
    const [whole, fraction, tiny] = moneyFields([{ amount: -5 }, { amount: 0.005 }, { amount: 1e-9 }])
    expect([whole, fraction, tiny].map((field) => field && hasFraction(field))).toEqual([false, true, true])
  })
})
