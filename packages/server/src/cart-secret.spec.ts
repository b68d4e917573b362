import { cartSecret, isCartSecret, sentSecret } from "./cart-secret"

describe("the secret of a cart", () => {
  const secret = cartSecret("one secret of the shop", "cart_1")

  it("is valid only for its own cart in this shop", () => {
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(isCartSecret("one secret of the shop", "cart_1", secret)).toBe(true)
    for (const [shop, cart, given] of [
      ["one secret of the shop", "cart_2", secret],
      ["another secret", "cart_1", secret],
      ["one secret of the shop", "cart_1", secret.slice(1)],
      ["one secret of the shop", "cart_1", `${secret}x`],
      ["one secret of the shop", "cart_1", ""],
      ["one secret of the shop", "cart_1", "é".repeat(43)],
    ] as const)
      expect([shop, cart, given, isCartSecret(shop, cart, given)]).toEqual([shop, cart, given, false])
  })

  it("is read from the header, or from the cookie of this cart", () => {
    expect(sentSecret({ "x-cart-token": "abc" }, "cart_1")).toBe("abc")
    expect(sentSecret({ cookie: "a=b; atrium_cart=cart_1.abc; c=d" }, "cart_1")).toBe("abc")
    expect(sentSecret({ "x-cart-token": "abc", cookie: "atrium_cart=cart_1.other" }, "cart_1")).toBe("abc")
    expect(sentSecret({ cookie: "atrium_cart=cart_2.abc" }, "cart_1")).toBe("")
    expect(sentSecret({}, "cart_1")).toBe("")
  })
})
