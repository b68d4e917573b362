import { wrongQuantities } from "./cart-quantities"

describe("quantities of a cart", () => {
  it.each([0.1, 1e9, -1, "2", 1000, 0, null, Number.NaN, [1], true])(
    "refuse %p by the name of its field",
    (quantity) => {
      expect(Object.keys(wrongQuantities({ quantity }, 1))).toEqual(["quantity"])
      expect(Object.keys(wrongQuantities({ items: [{ quantity: 1 }, { quantity }] }, 1))).toEqual(["items.1.quantity"])
    }
  )

  it.each([1, 2, 999])("take %p", (quantity) => {
    expect(wrongQuantities({ quantity, items: [{ quantity }] }, 1)).toEqual({})
  })

  it("may be 0 when a line is changed, and are left to core when missing", () => {
    expect(wrongQuantities({ quantity: 0 }, 0)).toEqual({})
    expect(wrongQuantities({ items: [{}, null] }, 1)).toEqual({})
    for (const body of [undefined, null, "x", {}, { items: "x" }]) expect(wrongQuantities(body, 1)).toEqual({})
  })
})
