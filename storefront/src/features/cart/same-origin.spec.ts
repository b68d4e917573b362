import { isSameOrigin } from "./same-origin"

const sent = (headers: Record<string, string>) => isSameOrigin(new Headers(headers))

describe("forms that change the cart", () => {
  it("are accepted from this site, also behind a proxy", () => {
    expect(sent({ host: "shop.example", origin: "https://shop.example" })).toBe(true)
    expect(sent({ host: "10.0.0.1:8000", "x-forwarded-host": "shop.example", origin: "https://shop.example" })).toBe(
      true
    )
  })

  it("are refused from other sites, and without an origin", () => {
    expect(sent({ host: "shop.example", origin: "https://other.example" })).toBe(false)
    expect(sent({ host: "shop.example", origin: "null" })).toBe(false)
    expect(sent({ host: "shop.example" })).toBe(false)
  })
})
