import fc from "fast-check"
import { afterVisit, parseAttribution, serialiseAttribution, type Attribution } from "./attribution"

const code = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const path = fc.stringMatching(/^(\/[a-z0-9-]{1,12}){1,3}$/)
const campaign = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,30}[A-Za-z0-9]$/)
const now = new Date("2026-11-21T10:00:00.000Z")

const visit = (known: Attribution, address: string): Attribution =>
  // As in the shop: what one page knows goes through the cookie to the next.
  parseAttribution(serialiseAttribution(afterVisit(known, new URL(address, "https://shop.test"), now)))

describe("who brought a visitor", () => {
  it("[P28 R10.1] is kept from any page through any number of further pages", () => {
    fc.assert(
      fc.property(code, campaign, path, fc.array(path, { maxLength: 12 }), (ref, utm, landing, pages) => {
        const first = visit({}, `${landing}?${new URLSearchParams({ ref, utm_campaign: utm }).toString()}`)
        const last = pages.reduce(visit, first)
        expect(last.code).toBe(ref)
        expect(last.utm).toEqual({ utm_campaign: utm })
        expect(last.landing).toBe(landing)
      }),
      { numRuns: 200 }
    )
  })

  it("[P28 R10.1] is the last code that was followed", () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 6 }), (codes) => {
        const last = codes.reduce((known, ref) => visit(known, `/?ref=${ref}`), {} as Attribution)
        expect(last.code).toBe(codes.at(-1))
      })
    )
  })

  it("keeps what it knows when the address carries no code or a broken one", () => {
    fc.assert(
      fc.property(code, fc.string({ maxLength: 80 }), (ref, text) => {
        fc.pre(!/^[A-Za-z0-9_-]{1,64}$/.test(text))
        const known = visit({}, `/?ref=${ref}`)
        expect(visit(known, `/?${new URLSearchParams({ ref: text }).toString()}`).code).toBe(ref)
      })
    )
  })

  it("reads any cookie without failing", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (cookie) => void parseAttribution(cookie)))
    expect(parseAttribution('{"code":"<script>"}')).toEqual({})
  })
})
