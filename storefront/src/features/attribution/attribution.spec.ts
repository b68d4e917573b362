import fc from "fast-check"
import {
  afterClick,
  afterVisit,
  type Attribution,
  attributionFields,
  hasAttribution,
  parseAttribution,
  serializeAttribution,
} from "./attribution"

const code = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const path = fc.stringMatching(/^(\/[a-z0-9-]{1,12}){1,3}$/)
const campaign = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,30}[A-Za-z0-9]$/)
const now = new Date("2026-11-21T10:00:00.000Z")

const visit = (known: Attribution, address: string): Attribution =>
  // Serialized and parsed again, because the cookie carries the attribution from page to page.
  parseAttribution(serializeAttribution(afterVisit(known, new URL(address, "https://shop.test"), now)))

describe("attribution across visits", () => {
  it("starts with a parameter of the URL", () => {
    const urls = ["/?ref=A", "/?utm_medium=x", "/?q=ref"].map((path) => new URL(path, "https://shop.test"))
    expect(urls.map(hasAttribution)).toEqual([true, true, false])
  })

  it("the affiliate code survives any number of further page views [P28 R10.1]", () => {
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

  it("the last affiliate code followed wins [P28 R10.1]", () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 6 }), (codes) => {
        const last = codes.reduce((known, ref) => visit(known, `/?ref=${ref}`), {} as Attribution)
        expect(last.code).toBe(codes.at(-1))
      })
    )
  })

  it("an address without a valid code does not replace the previous affiliate", () => {
    fc.assert(
      fc.property(code, fc.string({ maxLength: 80 }), (ref, text) => {
        fc.pre(!/^[A-Za-z0-9_-]{1,64}$/.test(text))
        const known = visit({}, `/?ref=${ref}`)
        expect(visit(known, `/?${new URLSearchParams({ ref: text }).toString()}`).code).toBe(ref)
      })
    )
  })

  it("a malformed attribution cookie is ignored", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (cookie) => void parseAttribution(cookie)))
    expect(parseAttribution('{"code":"<script>"}')).toEqual({})
  })
})

describe("affiliate clicks", () => {
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const at = (known: Attribution, address: string, when: Date) =>
    parseAttribution(serializeAttribution(afterVisit(known, new URL(address, "https://shop.test"), when)))
  const clicked = (known: Attribution, address: string, when: Date, clickId: string) =>
    afterClick(known, at(known, address, when), { kind: "recorded", clickId })

  it("a click is recorded once per visit, and again after 30 minutes or for another code", () => {
    const first = clicked({}, "/?ref=MAYA10", now, "clk_1")
    expect(first).toMatchObject({ code: "MAYA10", click_id: "clk_1" })
    expect(first.click_due).toBeUndefined()
    expect(at(first, "/?ref=maya10", later(29))).toEqual(first)
    expect(at(first, "/services/x", later(5))).toEqual(first)
    expect(at(first, "/?ref=MAYA10", later(31)).click_due).toBe(true)
    expect(at(first, "/?ref=OTHER", later(1))).toMatchObject({ code: "OTHER", click_due: true })
  })

  it("a click the backend has not confirmed is retried, and its code counts in the meantime", () => {
    const visited = at({}, "/?ref=MAYA10", now)
    const unconfirmed = afterClick({}, visited, { kind: "unanswered" })
    expect(at(unconfirmed, "/services/x", later(1)).click_due).toBe(true)
    expect(attributionFields(unconfirmed, later(1))).toEqual({ affiliate_code: "MAYA10" })
    expect(attributionFields(unconfirmed, later(31 * 24 * 60))).toEqual({})
    expect(afterClick(visited, unconfirmed, { kind: "recorded", clickId: "clk_1" }).click_due).toBeUndefined()
  })

  it("a click on an unknown code does not replace the previous affiliate", () => {
    const first = clicked({}, "/?ref=MAYA10", now, "clk_1")
    expect(afterClick(first, at(first, "/?ref=UNKNOWN", later(1)), { kind: "unknown" })).toEqual(first)
    const withoutAffiliate = afterClick({}, at({}, "/?ref=UNKNOWN", now), { kind: "unknown" })
    expect(withoutAffiliate.click_due).toBeUndefined()
    expect(withoutAffiliate.click_id).toBeUndefined()
  })

  it("a purchase sends the click only with the code it belongs to", () => {
    fc.assert(
      fc.property(code, code, (one, other) => {
        fc.pre(one.toUpperCase() !== other.toUpperCase())
        const first = clicked({}, `/?ref=${one}`, now, "clk_1")
        expect(attributionFields(first, later(5 * 24 * 60))).toEqual({ affiliate_code: one, click_id: "clk_1" })
        expect(attributionFields(at(first, `/?ref=${other}`, later(1)), later(2))).toEqual({ affiliate_code: other })
      })
    )
    expect(attributionFields({}, now)).toEqual({})
  })
})
