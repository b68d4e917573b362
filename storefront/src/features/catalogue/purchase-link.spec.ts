import fc from "fast-check"
import { cheapestTier, purchaseHref } from "./purchase-link"
import { anyService } from "./service.fixtures"

describe("the way to the purchase page", () => {
  it("[P4 R2.2] keeps service and price of any selection: the address leads back to the very same tier", () => {
    fc.assert(
      fc.property(anyService, fc.nat(), (service, pick) => {
        const tier = service.tiers[pick % service.tiers.length]
        if (!tier) throw new Error("A service has a tier")
        const url = new URL(purchaseHref(service, tier), "https://shop.test")
        expect(url.pathname).toBe("/purchase")
        expect(url.searchParams.get("service")).toBe(service.handle)
        const found = service.tiers.filter((one) => one.id === url.searchParams.get("tier"))
        expect(found.map((one) => one.price)).toEqual([tier.price])
      }),
      { numRuns: 200 }
    )
  })

  it("offers a service from its lowest price", () => {
    fc.assert(
      fc.property(anyService, (service) => {
        expect(cheapestTier(service)?.price.amount).toBe(Math.min(...service.tiers.map((tier) => tier.price.amount)))
      })
    )
  })
})
