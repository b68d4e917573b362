import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { currencySymbol } from "@/lib/currency"
import { anyAmount, anyCurrency } from "@/lib/money.fixtures"
import { Money } from "./money"

describe("money", () => {
  it("an amount is shown with its currency symbol in every locale [P2 R1.3]", () => {
    fc.assert(
      fc.property(
        anyAmount,
        anyCurrency,
        fc.constantFrom("en", "en-IN", "de-DE", "fr-FR", "hi-IN", "ja-JP"),
        (amount, currencyCode, locale) => {
          const html = renderToStaticMarkup(<Money amount={amount} currencyCode={currencyCode} locale={locale} />)
          expect(html).toContain(currencySymbol(currencyCode, locale))
          expect(html).toMatch(/\p{Nd}/u)
        }
      ),
      { numRuns: 300 }
    )
  })

  it.each([
    ["inr", "₹"],
    ["usd", "$"],
    ["eur", "€"],
  ])("an amount in %s is shown with %s", (currencyCode, symbol) => {
    expect(renderToStaticMarkup(<Money amount={4999} currencyCode={currencyCode} />)).toContain(`${symbol}4,999`)
  })
})
