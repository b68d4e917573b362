import { AFFILIATE_PURPOSES, COMMISSION_STATUSES } from "@atrium/affiliate-commissions/contracts"

import { someCommission, someMetrics, someTerms } from "./affiliate.fixtures"
import {
  describeCommission,
  FIGURE_ORDER,
  FIGURES,
  figurePath,
  headline,
  isFigure,
  formatRate,
  describeTerms,
} from "./format"

describe("affiliate formatting", () => {
  it("a commission rate is formatted as a percentage with up to two decimals", () => {
    expect([1000, 1250, 1275, 0, 10_000].map((rate) => formatRate(rate, "en"))).toEqual([
      "10%",
      "12.5%",
      "12.75%",
      "0%",
      "100%",
    ])
  })

  it("every commission status is described in one sentence", () => {
    const sentences = COMMISSION_STATUSES.map((status) => describeCommission(someCommission({ status }), "en"))
    expect(sentences.every((sentence) => /^[A-Z].+\.$/.test(sentence))).toBe(true)
    expect(describeCommission(someCommission(), "en")).toBe("Payable from December 21, 2026.")
    expect(describeCommission(someCommission({ status: "void", refunded_amount: 4999 }), "en")).toContain("refunded")
    expect(describeCommission(someCommission({ status: "void" }), "en")).not.toContain("refunded")
  })

  it("the headline names the most relevant balance first", () => {
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

  it("the headline lists every currency with a balance", () => {
    const metrics = someMetrics({ payable: 100 })
    const usd = { ...metrics.currencies[0], currency_code: "usd", payable: 3.5 }
    expect(headline({ ...metrics, currencies: [...metrics.currencies, usd] } as typeof metrics, "en")).toContain(
      "₹100 and $3.50"
    )
  })

  it("every amount has a label, a meaning and a ledger page", () => {
    expect([...FIGURE_ORDER].sort()).toEqual([...AFFILIATE_PURPOSES].sort())
    for (const purpose of FIGURE_ORDER) expect(FIGURES[purpose].meaning).toMatch(/^[A-Z].+\.$/)
    expect(figurePath("pending", "inr")).toBe("/affiliate/ledger?purpose=pending&currency_code=inr")
    expect([isFigure("held"), isFigure("toString"), isFigure(undefined)]).toEqual([true, false, false])
  })

  it("the terms state the program's window, attribution rule and holding period", () => {
    const terms = describeTerms(someTerms({ window_days: 1, holding_days: 0, attribution: "first_click" }), "en").join(
      " "
    )
    expect(terms).toContain("10%")
    expect(terms).toContain("within 1 day")
    expect(terms).toContain("first link")
    expect(terms).toContain("payable immediately")
    expect(describeTerms(someTerms({ rate_bp: null, description: null }), "en")[0]).toContain("services listed below")
  })
})
