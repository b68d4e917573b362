import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { featureRows, listedFeatures } from "../compare"
import { anyService, inHtml } from "../service.fixtures"
import { TierComparison } from "./tier-comparison"
import { TierTable } from "./tier-table"

const severalTiers = anyService.filter((service) => service.tiers.length > 1)

describe("plan comparison", () => {
  it("the comparison shows every plan with its price and features, in the table and in the tabs [P3 R1.4]", () => {
    fc.assert(
      fc.property(severalTiers, (service) => {
        const table = renderToStaticMarkup(<TierTable service={service} />)
        const comparison = renderToStaticMarkup(<TierComparison service={service} />)
        for (const tier of service.tiers) {
          for (const text of [tier.title, tier.price.formatted, ...tier.features]) {
            expect(table).toContain(inHtml(text))
            // Once in the table and once in the tabs.
            expect(comparison.split(inHtml(text)).length - 1).toBeGreaterThanOrEqual(2)
          }
        }
      }),
      { numRuns: 100 }
    )
  })

  it("the comparison marks a feature as included for the plans that have it, and for those that include such a plan", () => {
    fc.assert(
      fc.property(severalTiers, ({ tiers }) => {
        const has = (tier: (typeof tiers)[number] | undefined, feature: string): boolean =>
          tier !== undefined &&
          (tier.features.includes(feature) ||
            has(
              tiers.find(({ id }) => id === tier.includes),
              feature
            ))
        for (const row of featureRows(tiers) ?? [])
          expect(row.included).toEqual(tiers.map((tier) => has(tier, row.feature)))
      })
    )
  })

  it("a plan that includes another one has every tick of it, and no row repeats the inclusion", () => {
    const plan = (id: string, features: string[], includes: string | null = null) => ({
      id,
      title: id,
      features,
      includes,
    })
    const plans = [plan("Search", ["Search"]), plan("Filing", ["Fee"], "Search"), plan("Full", ["Watch"], "Filing")]
    expect(featureRows(plans)).toEqual([
      { feature: "Search", included: [true, true, true] },
      { feature: "Fee", included: [false, true, true] },
      { feature: "Watch", included: [false, false, true] },
    ])
    expect(plans.map((one) => listedFeatures(plans, one))).toEqual([
      ["Search"],
      ["Everything in Search", "Fee"],
      ["Everything in Filing", "Watch"],
    ])
  })
})
