import fc from "fast-check"
import { cheapestTier, purchaseHref } from "./purchase-link"
import { anyService } from "./service.fixtures"

describe("purchase links", () => {
  it("the purchase link of any plan identifies the same service, plan and price [P4 R2.2]", () => {
    fc.assert(
      fc.property(anyService, fc.nat(), (service, pick) => {
        const tier = service.tiers[pick % service.tiers.length]
        if (!tier) throw new Error("Expected a tier")
        const url = new URL(purchaseHref(service, tier), "https://shop.test")
        expect(url.pathname).toBe("/purchase")
        expect(url.searchParams.get("service")).toBe(service.handle)
        const matches = service.tiers.filter(({ id }) => id === url.searchParams.get("tier"))
        expect(matches.map(({ price }) => price)).toEqual([tier.price])
      }),
      { numRuns: 200 }
    )
  })

  it("the cheapest tier has the lowest price of the service", () => {
    fc.assert(
      fc.property(anyService, (service) => {
        expect(cheapestTier(service)?.price.amount).toBe(Math.min(...service.tiers.map((tier) => tier.price.amount)))
      })
    )
  })
})
