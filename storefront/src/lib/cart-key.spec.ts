import { parseCartKey, serializeCartKey } from "./cart-key"

describe("the cart's cookie", () => {
  it("returns the key it was written with", () => {
    const keys = [
      { id: "cart_01", secret: "s-e_c" },
      { id: "cart_01", secret: "s-e_c", purchaseId: "pur_1" },
    ]
    for (const key of keys) expect(parseCartKey(serializeCartKey(key))).toEqual(key)
  })

  it.each([undefined, "", "cart_01", "cart_01.", ".secret", "a.b.c.d", "a/b.secret", "cart.sec ret", "a.b.c/d"])(
    "%p counts as no cart",
    (cookie) => expect(parseCartKey(cookie)).toBeUndefined()
  )
})
