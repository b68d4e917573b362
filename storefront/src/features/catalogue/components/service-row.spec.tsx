import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { cheapestTier } from "../purchase-link"
import { anyService, inHtml } from "../service.fixtures"
import { Suggestions } from "./service-list"
import { ServiceRow } from "./service-row"

describe("services in the list", () => {
  it("a listed service shows its name, short description, price and a Buy now link [P1 R1.2]", () => {
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

  it("“from” precedes the price only when a service has several plans", () => {
    fc.assert(
      fc.property(anyService, (service) => {
        const html = renderToStaticMarkup(<ServiceRow service={service} />)
        expect(html.includes(">from<")).toBe(service.tiers.length > 1)
      })
    )
  })

  it("an empty search suggests the given categories by link, and none when there are none", () => {
    const html = renderToStaticMarkup(
      <Suggestions
        categories={[
          { handle: "visa", name: "Visa" },
          { handle: "legal", name: "Legal" },
        ]}
      />
    )
    expect(html.replace(/<[^>]*>/g, "")).toBe("Try another word, or browse Visa or Legal.")
    expect(html).toContain('href="/?category=visa#services"')
    expect(renderToStaticMarkup(<Suggestions categories={[]} />)).toBe("Try another word.")
  })
})
