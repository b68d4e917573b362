import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { cheapestTier } from "../purchase-link"
import { anyService, inHtml } from "../service.fixtures"
import { ServiceRow } from "./service-row"

describe("a service in the list", () => {
  it("[P1 R1.2] shows name, brief description, price and Buy now of any service", () => {
    fc.assert(
      fc.property(anyService, (service) => {
        const html = renderToStaticMarkup(<ServiceRow service={service} />)
        expect(html).toContain(inHtml(service.title))
        expect(html).toContain(inHtml(service.short_description))
        expect(html).toContain(inHtml(cheapestTier(service)?.price.formatted ?? "no price"))
        expect(html).toMatch(/<a [^>]*href="\/purchase\?[^"]*"[^>]*>Buy now<\/a>/)
      }),
      { numRuns: 200 }
    )
  })

  it("says “from” only where there is more than one price", () => {
    fc.assert(
      fc.property(anyService, (service) => {
        const html = renderToStaticMarkup(<ServiceRow service={service} />)
        expect(html.includes(">from<")).toBe(service.tiers.length > 1)
      })
    )
  })
})
