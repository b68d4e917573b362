import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { featureRows } from "../compare"
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

  it("the comparison marks a feature as included for exactly the plans that have it", () => {
    fc.assert(
      fc.property(severalTiers, ({ tiers }) => {
        for (const row of featureRows(tiers) ?? [])
          expect(row.included).toEqual(tiers.map((tier) => tier.features.includes(row.feature)))
      })
    )
  })
})
