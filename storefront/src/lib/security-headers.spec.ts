import { contentSecurityPolicy, securityHeaders } from "./security-headers"

const NONE = { frames: [], connect: [] }
const STRIPE = { frames: ["https://js.stripe.com", "https://hooks.stripe.com"], connect: ["https://api.stripe.com"] }

const policy = (stripe: boolean, development = false) =>
  Object.fromEntries(
    contentSecurityPolicy({
      nonce: "n1",
      backendOrigin: "https://api.shop.example",
      development,
      https: false,
      payments: stripe ? STRIPE : NONE,
    })
      .split("; ")
      .map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)])
  )

describe("the content security policy", () => {
  it("without payment methods the policy allows no frames and only the shop's connections", () => {
    expect(policy(false)["frame-src"]).toEqual(["'none'"])
    expect(policy(false)["connect-src"]).toEqual(["'self'", "https://api.shop.example"])
    expect(JSON.stringify(policy(false))).not.toContain("stripe.com")
  })

  it("payment methods add only their frames and connections to the policy", () => {
    const { "frame-src": frames, "connect-src": connections, ...others } = policy(true)
    expect(frames).toEqual(STRIPE.frames)
    expect(connections).toContain("https://api.stripe.com")
    const { "frame-src": _frames, "connect-src": _connections, ...without } = policy(false)
    expect(others).toEqual(without)
  })

  it("HTTPS is enforced for shops that use it, and pages are never cached", () => {
    const of = (https: boolean) =>
      securityHeaders({
        nonce: "n1",
        backendOrigin: "https://api.shop.example",
        development: false,
        https,
        payments: NONE,
      })
    expect(of(true)["Strict-Transport-Security"]).toContain("max-age=31536000")
    expect(of(true)["Content-Security-Policy"]).toContain("upgrade-insecure-requests")
    expect(of(false)).not.toHaveProperty("Strict-Transport-Security")
    expect(of(false)["Content-Security-Policy"]).not.toContain("upgrade-insecure-requests")
    for (const https of [true, false]) expect(of(https)["Cache-Control"]).toBe("private, no-store")
  })

  it("windows that a payment form opens may report back, on pages that can have such a form only", () => {
    const of = (nonce: string | undefined, popups: boolean) =>
      securityHeaders({
        nonce,
        backendOrigin: "https://api.shop.example",
        development: false,
        https: true,
        payments: { ...NONE, popups },
      })["Cross-Origin-Opener-Policy"]
    expect(of("n1", true)).toBe("same-origin-allow-popups")
    expect(of("n1", false)).toBe("same-origin")
    expect(of(undefined, true)).toBe("same-origin")
  })

  it("public pages have no nonce, run only files of this origin and connect to nothing else", () => {
    const headers = securityHeaders({
      nonce: undefined,
      backendOrigin: "https://api.shop.example",
      development: false,
      https: true,
      payments: STRIPE,
    })
    const rules = headers["Content-Security-Policy"]?.split("; ") ?? []
    for (const rule of ["script-src 'self'", "style-src 'self'", "connect-src 'self'", "frame-src 'none'"])
      expect(rules).toContain(rule)
    expect(rules.join()).not.toMatch(/nonce|script-src[^,]*unsafe|stripe/)
    expect(headers).not.toHaveProperty("Cache-Control")
  })

  it("scripts are only trusted by the request's nonce", () => {
    for (const stripe of [true, false]) {
      expect(policy(stripe)["script-src"]).toEqual(["'self'", "'nonce-n1'", "'strict-dynamic'"])
      expect(policy(stripe)["frame-ancestors"]).toEqual(["'none'"])
    }
  })
})
