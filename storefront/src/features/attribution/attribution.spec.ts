import fc from "fast-check"
import {
  afterClick,
  afterVisit,
  type Attribution,
  creditOf,
  parseAttribution,
  serialiseAttribution,
} from "./attribution"

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

describe("the click behind a code", () => {
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const at = (known: Attribution, address: string, when: Date) =>
    parseAttribution(serialiseAttribution(afterVisit(known, new URL(address, "https://shop.test"), when)))
  const clicked = (known: Attribution, address: string, when: Date, clickId: string) =>
    afterClick(known, at(known, address, when), { kind: "recorded", clickId })

  it("is due once per visit: not again on a reload, again half an hour later and for another code", () => {
    const first = clicked({}, "/?ref=MAYA10", now, "clk_1")
    expect(first).toMatchObject({ code: "MAYA10", click_id: "clk_1" })
    expect(first.click_due).toBeUndefined()
    expect(at(first, "/?ref=maya10", later(29))).toEqual(first)
    expect(at(first, "/services/x", later(5))).toEqual(first)
    expect(at(first, "/?ref=MAYA10", later(31)).click_due).toBe(true)
    expect(at(first, "/?ref=OTHER", later(1))).toMatchObject({ code: "OTHER", click_due: true })
  })

  it("stays due through any number of pages until the shop answers, and the code counts meanwhile", () => {
    const visited = at({}, "/?ref=MAYA10", now)
    const waiting = afterClick({}, visited, { kind: "unanswered" })
    expect(at(waiting, "/services/x", later(1)).click_due).toBe(true)
    expect(creditOf(waiting, later(1))).toEqual({ affiliate_code: "MAYA10" })
    expect(creditOf(waiting, later(31 * 24 * 60))).toEqual({})
    expect(afterClick(visited, waiting, { kind: "recorded", clickId: "clk_1" }).click_due).toBeUndefined()
  })

  it("of a code nobody has takes nothing from the affiliate who brought the visitor before", () => {
    const first = clicked({}, "/?ref=MAYA10", now, "clk_1")
    expect(afterClick(first, at(first, "/?ref=NOBODY", later(1)), { kind: "unknown" })).toEqual(first)
    const stranger = afterClick({}, at({}, "/?ref=NOBODY", now), { kind: "unknown" })
    expect(stranger.click_due).toBeUndefined()
    expect(stranger.click_id).toBeUndefined()
  })

  it("goes along with the purchase, and only with the code it belongs to", () => {
    fc.assert(
      fc.property(code, code, (one, other) => {
        fc.pre(one.toUpperCase() !== other.toUpperCase())
        const first = clicked({}, `/?ref=${one}`, now, "clk_1")
        expect(creditOf(first, later(5 * 24 * 60))).toEqual({ affiliate_code: one, click_id: "clk_1" })
        expect(creditOf(at(first, `/?ref=${other}`, later(1)), later(2))).toEqual({ affiliate_code: other })
      })
    )
    expect(creditOf({}, now)).toEqual({})
  })
})
