import { affiliateLinkPath, landingPathOf } from "@atrium/affiliate-commissions/contracts"
import fc from "fast-check"

import { linkedVisit } from "./linked-visit"
import { isPageVisit } from "./visit"

const url = new URL("https://shop.test/?ref=MAYA10")
const visit = (headers: Record<string, string>, method = "GET") => ({ method, url, headers: new Headers(headers) })
const BROWSER = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36"

describe("visits that count as a click", () => {
  it("a browser opening a page counts as a visit", () => {
    expect(isPageVisit(visit({ "user-agent": BROWSER, "sec-fetch-dest": "document" }))).toBe(true)
    expect(isPageVisit(visit({ "user-agent": BROWSER }))).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ["a browser prefetch", { "sec-purpose": "prefetch;prerender" }],
    ["a prefetch by the router", { "next-router-prefetch": "1" }],
    ["a server component request", { rsc: "1" }],
    ["an image request", { "sec-fetch-dest": "image" }],
    ["a link preview in a chat", { "user-agent": "WhatsApp/2.23.20.0" }],
    ["a search engine crawler", { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }],
  ])("%s does not count as a visit", (_, headers) => {
    expect(isPageVisit(visit({ "user-agent": BROWSER, ...headers }))).toBe(false)
  })

  it("a form submission does not count as a visit", () => {
    expect(isPageVisit(visit({ "user-agent": BROWSER }, "POST"))).toBe(false)
  })
})

describe("affiliate links", () => {
  it("an affiliate link redirects to its landing page with the code and campaign", () => {
    const link = new URL("https://shop.test/r/MAYA10?to=%2Fservices%2Ftax&utm_source=email&other=1")
    const visited = linkedVisit(link, "MAYA10", "/services/tax?tier=basic")
    expect(visited.pathname).toBe("/services/tax")
    expect(Object.fromEntries(visited.searchParams)).toEqual({ tier: "basic", ref: "MAYA10", utm_source: "email" })
  })

  it("an affiliate link never redirects to another site, whatever `to` contains", () => {
    const hostilePath = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string({ unit: fc.constantFrom("/", "\\", ".", "@", ":", "e", "\t", "\n", "%2f", "//evil.test") }),
      fc.constantFrom("//evil.test", "/\\evil.test", "/\t/evil.test", "/.//evil.test", "/..//evil.test", "/r/OTHER")
    )
    fc.assert(
      fc.property(
        fc.oneof(
          hostilePath,
          hostilePath.map((text) => `/${text}`)
        ),
        (to) => {
          const landing = landingPathOf(to)
          const followed = new URL(landing, "http://shop.test/r/MAYA10")
          expect(followed.origin).toBe("http://shop.test")
          expect(followed.pathname).not.toMatch(/^\/r(\/|$)/)
        }
      ),
      { numRuns: 2000 }
    )
    expect(landingPathOf("/services/tax?tier=basic")).toBe("/services/tax?tier=basic")
    expect(new URL(affiliateLinkPath("MAYA10", "/services/tax"), url).searchParams.get("to")).toBe("/services/tax")
  })
})
