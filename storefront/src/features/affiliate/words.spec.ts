import { AFFILIATE_PURPOSES, COMMISSION_STATUSES } from "@atrium/affiliate-commissions/contracts"

import { someCommission, someMetrics, someTerms } from "./affiliate.fixtures"
import {
  commissionWords,
  FIGURE_ORDER,
  FIGURES,
  figurePath,
  headline,
  isFigure,
  rateWords,
  termsSentences,
} from "./words"

describe("an affiliate's words", () => {
  it("write a rate as people do, without losing a hundredth", () => {
    expect([1000, 1250, 1275, 0, 10_000].map((rate) => rateWords(rate, "en"))).toEqual([
      "10%",
      "12.5%",
      "12.75%",
      "0%",
      "100%",
    ])
  })

  it("say for every state of a commission what happens next", () => {
    const said = COMMISSION_STATUSES.map((status) => commissionWords(someCommission({ status }), "en"))
    expect(said.every((sentence) => /^[A-Z].+\.$/.test(sentence))).toBe(true)
    expect(commissionWords(someCommission(), "en")).toBe("Payable from December 21, 2026.")
    expect(commissionWords(someCommission({ status: "void", refunded_amount: 4999 }), "en")).toContain("refunded")
    expect(commissionWords(someCommission({ status: "void" }), "en")).not.toContain("refunded")
  })

  it("begin with what concerns the affiliate now", () => {
    expect(headline(someMetrics({ payable: 100, pending: 50 }), "en")).toBe(
      "You have ₹100 payable, and ₹50 more in its holding period."
    )
    expect(headline(someMetrics({ payable: 100 }), "en")).toContain("You have ₹100 payable.")
    expect(headline(someMetrics({ pending: 50 }), "en")).toContain("You have earned ₹50.")
    expect(headline(someMetrics({ pending: 50, held: 30 }), "en")).toContain("Under review: ₹30.")
    expect(headline(someMetrics({ payable: -20 }), "en")).toContain("refunded after you were paid")
    expect(headline(someMetrics(), "en")).toBe("You have no balance right now.")
    expect(headline(someMetrics({}, { conversions: 0 }), "en")).toContain("first sale")
    expect(headline(someMetrics({}, { conversions: 0, clicks: 0 }), "en")).toContain("Share your link")
  })

  it("name every currency that has something", () => {
    const metrics = someMetrics({ payable: 100 })
    const usd = { ...metrics.currencies[0], currency_code: "usd", payable: 3.5 }
    expect(headline({ ...metrics, currencies: [...metrics.currencies, usd] } as typeof metrics, "en")).toContain(
      "₹100 and $3.50"
    )
  })

  it("give each figure a name, a meaning and a page of its lines", () => {
    expect([...FIGURE_ORDER].sort()).toEqual([...AFFILIATE_PURPOSES].sort())
    for (const purpose of FIGURE_ORDER) expect(FIGURES[purpose].meaning).toMatch(/^[A-Z].+\.$/)
    expect(figurePath("pending", "inr")).toBe("/affiliate/ledger?purpose=pending&currency_code=inr")
    expect([isFigure("held"), isFigure("toString"), isFigure(undefined)]).toEqual([true, false, false])
  })

  it("promise window, rule and holding period as the programme has them", () => {
    const said = termsSentences(someTerms({ window_days: 1, holding_days: 0, attribution: "first_click" }), "en").join(
      " "
    )
    expect(said).toContain("10%")
    expect(said).toContain("within 1 day")
    expect(said).toContain("first link")
    expect(said).toContain("payable immediately")
    expect(termsSentences(someTerms({ rate_bp: null, description: null }), "en")[0]).toContain("services named below")
  })
})
