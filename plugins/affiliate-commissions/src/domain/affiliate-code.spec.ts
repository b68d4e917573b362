import fc from "fast-check"

import { affiliateLinkPath, ChosenCode, isAcceptableCode, landingPathOf } from "../contracts/codes"
import { suggestCode } from "./affiliate-code"

describe("codes", () => {
  it("generates readable, allowed and inoffensive codes for any name", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 30 }),
        fc.nat(29),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (name, attempt, random) => {
          const code = suggestCode(name, attempt, () => random)
          expect(ChosenCode.safeParse(code)).toMatchObject({ success: true, data: code })
        }
      ),
      { numRuns: 500 }
    )
  })

  it("keeps the name in a generated code, without accents", () => {
    expect(suggestCode("Zoë-Marie", 0, () => 0.5)).toBe("ZOEMARIE55")
    expect(suggestCode("माया", 0, () => 0.5)).toBe("FRIEND55")
  })

  it.each(["maya10", "CASSANDRA1", "Leila42", "CONSULT7"])("accepts the code %s", (code) => {
    expect(ChosenCode.safeParse(code).success).toBe(true)
  })

  it.each(["SH1T42", "FUCKYOU", "ADM1N01", "ATRIUMHELP", "MAY", "10MAYA", "MAYA-10", "A".repeat(21), ""])(
    "refuses the code %s",
    (code) => {
      expect(ChosenCode.safeParse(code).success).toBe(false)
    }
  )

  it("reads digits as letters when it checks for offensive words", () => {
    expect([isAcceptableCode("A55HOLE"), isAcceptableCode("MAYA10")]).toEqual([false, true])
  })
})

describe("links", () => {
  it.each([
    ["/services/gst-registration?utm_source=x", "/services/gst-registration?utm_source=x"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example", "/"],
    ["/%2F/evil", "/%2F/evil"],
    ["javascript:alert(1)", "/"],
    ["/r/OTHER", "/"],
    ["/a/../..//evil.example", "/"],
    [undefined, "/"],
    [["/a"], "/"],
    ["/a\nb", "/"],
  ])("%j leads to %s", (to, page) => {
    expect(landingPathOf(to)).toBe(page)
  })

  it("leads only to pages of the shop for any input", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.webPath(),
          fc.string().map((rest) => `/${rest}`)
        ),
        (to) => {
          const url = new URL(landingPathOf(to), "https://shop.example")
          expect(url.origin).toBe("https://shop.example")
        }
      ),
      { numRuns: 1000 }
    )
  })

  it("contains the page that a link leads to", () => {
    expect(affiliateLinkPath("MAYA10")).toBe("/r/MAYA10")
    expect(affiliateLinkPath("MAYA10", "/services/a?b=c")).toBe("/r/MAYA10?to=%2Fservices%2Fa%3Fb%3Dc")
  })
})
