import { secureHeaders } from "./secure-headers"

const shop = { https: true, development: false }
const policyOf = (path: string, settings = shop) => secureHeaders(path, settings)["Content-Security-Policy"] ?? ""

describe("the headers of an answer", () => {
  it("lets an API response load nothing and forbids caching it", () => {
    for (const path of ["/admin/orders", "/store/carts/cart_1", "/auth/user/emailpass", "/provider/me", "/elsewhere"]) {
      expect(policyOf(path)).toContain("default-src 'none'")
      expect(policyOf(path)).not.toMatch(/unsafe|'self'/)
      expect(secureHeaders(path, shop)["Cache-Control"]).toBe("no-store")
    }
  })

  it("allows Admin only scripts of its bundle and connections to its own origin", () => {
    for (const path of ["/app", "/app/orders", "/APP/login"]) {
      expect(policyOf(path)).toContain("script-src 'self';")
      expect(policyOf(path)).toContain("connect-src 'self';")
    }
    expect(policyOf("/application")).toContain("default-src 'none'; base-uri")
  })

  it("displays images inline and serves every other file as a sandboxed attachment", () => {
    for (const name of [
      "page.html",
      "drawing.svg",
      "script.js",
      "import.csv",
      "picture.png.html",
      "noname",
      "x.PNG.HTM",
    ])
      expect(secureHeaders(`/static/${name}`, shop)["Content-Disposition"]).toBe("attachment")
    for (const name of ["a.png", "b.JPG", "c.webp", "d.avif"])
      expect(secureHeaders(`/static/${name}`, shop)["Content-Disposition"]).toBeUndefined()
    for (const path of ["/static/a.png", "/STATIC/page.html"]) {
      expect(policyOf(path)).toContain("sandbox")
      expect(secureHeaders(path, shop)["X-Content-Type-Options"]).toBe("nosniff")
    }
  })

  it("requires https in production and not in a demo", () => {
    expect(secureHeaders("/", shop)).toHaveProperty("Strict-Transport-Security")
    expect(secureHeaders("/", { ...shop, https: false })).not.toHaveProperty("Strict-Transport-Security")
  })
})
