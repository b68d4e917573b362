import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { featureRows } from "../compare"
import { anyService, inHtml } from "../service.fixtures"
import { TierComparison } from "./tier-comparison"
import { TierTable } from "./tier-table"

const severalTiers = anyService.filter((service) => service.tiers.length > 1)

describe("plans side by side", () => {
  it("[P3 R1.4] shows every tier of any service with all its features and its price, in table and tabs", () => {
    fc.assert(
      fc.property(severalTiers, (service) => {
        const table = renderToStaticMarkup(<TierTable service={service} />)
        const whole = renderToStaticMarkup(<TierComparison service={service} />)
        for (const tier of service.tiers) {
          for (const text of [tier.title, tier.price.formatted, ...tier.features]) {
            expect(table).toContain(inHtml(text))
            // Once in the table, once in its tab.
            expect(whole.split(inHtml(text)).length - 1).toBeGreaterThanOrEqual(2)
          }
        }
      }),
      { numRuns: 100 }
    )
  })

  it("marks a feature for exactly the tiers that have it", () => {
    fc.assert(
      fc.property(severalTiers, ({ tiers }) => {
        for (const row of featureRows(tiers) ?? [])
          expect(row.included).toEqual(tiers.map((tier) => tier.features.includes(row.feature)))
      })
    )
  })
})
