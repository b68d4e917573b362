import { affiliateLinkPath, landingPathOf } from "@atrium/affiliate-commissions/contracts"
import fc from "fast-check"

import { linkedVisit } from "./linked-visit"
import { isPersonOpeningAPage } from "./visit"

const url = new URL("https://shop.test/?ref=MAYA10")
const visit = (headers: Record<string, string>, method = "GET") => ({ method, url, headers: new Headers(headers) })
const BROWSER = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36"

describe("a visit that counts as a click", () => {
  it("is a person opening a page", () => {
    expect(isPersonOpeningAPage(visit({ "user-agent": BROWSER, "sec-fetch-dest": "document" }))).toBe(true)
    expect(isPersonOpeningAPage(visit({ "user-agent": BROWSER }))).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ["a prefetch of the browser", { "sec-purpose": "prefetch;prerender" }],
    ["a prefetch of the page's own links", { "next-router-prefetch": "1" }],
    ["a part of a page", { rsc: "1" }],
    ["a picture", { "sec-fetch-dest": "image" }],
    ["a chat that shows what a link leads to", { "user-agent": "WhatsApp/2.23.20.0" }],
    ["a search engine", { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }],
  ])("is not %s", (_, headers) => {
    expect(isPersonOpeningAPage(visit({ "user-agent": BROWSER, ...headers }))).toBe(false)
  })

  it("is not a form that is sent from the page", () => {
    expect(isPersonOpeningAPage(visit({ "user-agent": BROWSER }, "POST"))).toBe(false)
  })
})

describe("an affiliate's link", () => {
  it("stands for a visit to the page it leads to, with code and campaign", () => {
    const link = new URL("https://shop.test/r/MAYA10?to=%2Fservices%2Ftax&utm_source=mail&other=1")
    const visited = linkedVisit(link, "MAYA10", "/services/tax?tier=basic")
    expect(visited.pathname).toBe("/services/tax")
    expect(Object.fromEntries(visited.searchParams)).toEqual({ tier: "basic", ref: "MAYA10", utm_source: "mail" })
  })

  it("never leads away from the shop, whatever `to` says", () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string({ unit: fc.constantFrom("/", "\\", ".", "@", ":", "e", "\t", "\n", "%2f", "//evil.test") }),
      fc.constantFrom("//evil.test", "/\\evil.test", "/\t/evil.test", "/.//evil.test", "/..//evil.test", "/r/OTHER")
    )
    fc.assert(
      fc.property(
        fc.oneof(
          nasty,
          nasty.map((text) => `/${text}`)
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
