import { formatMoney } from "@atrium/kernel"
import fc from "fast-check"
import type { ServiceView, TierView } from "@/lib/medusa"
import { anyAmount, anyCurrency } from "@/lib/money.fixtures"

const stringOf = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength })

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
const text = stringOf(`${LETTERS}ABCDÀžß&<>"'’,.() -`, 1, 40).map((value) => value.trim() || "Advice")
const id = stringOf(`${LETTERS}ABCDEFGH_`, 4, 26)
const handle = fc.array(stringOf(LETTERS, 1, 10), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("-"))

/** Any tier priced in `currencyCode`. */
export const anyTier = (currencyCode: string): fc.Arbitrary<TierView> =>
  fc
    .record({
      id,
      title: text,
      features: fc.uniqueArray(text, { maxLength: 6 }),
      duration_days: fc.option(fc.integer({ min: 0, max: 200 })),
      amount: anyAmount,
    })
    .map(({ amount, ...tier }): TierView => ({
      ...tier,
      includes: null,
      price: { amount, currency_code: currencyCode, formatted: formatMoney(amount, currencyCode) },
    }))

/** Some of the tiers include the one before them. */
const withInclusions = (tiers: readonly TierView[], includes: readonly boolean[]): TierView[] =>
  tiers.map((tier, at) => ({ ...tier, includes: includes[at] ? (tiers[at - 1]?.id ?? null) : null }))

/** Any service on sale, with one to five tiers in one currency. */
export const anyService: fc.Arbitrary<ServiceView> = anyCurrency.chain((currencyCode) =>
  fc.record({
    id,
    handle,
    title: text,
    short_description: text,
    description: text,
    category: fc.constantFrom("accounting", "legal", "visa", "agency", "other"),
    images: fc.constant<string[]>([]),
    max_quantity: fc.integer({ min: 1, max: 100 }),
    duration_days: fc.option(fc.integer({ min: 0, max: 200 })),
    tiers: fc
      .tuple(
        fc.uniqueArray(anyTier(currencyCode), { minLength: 1, maxLength: 5, selector: (tier) => tier.id }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 })
      )
      .map(([tiers, includes]) => withInclusions(tiers, includes)),
  })
)

/** Escapes text as React does when rendering HTML. */
export const inHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#x27;")
