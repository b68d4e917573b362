import type { TemplateQuestion } from "./template-content"
import type { TemplateStep } from "./template-steps"

/** A service as the catalogue keeps it: all a shopper may see, before it is put into words of a language. */
export type CatalogueService = {
  readonly id: string
  readonly handle: string
  readonly title: string
  readonly short_description: string
  readonly description: string
  /** Handles of its categories; "other" alone when it has none. */
  readonly categories: readonly [string, ...string[]]
  readonly categoryNames: readonly string[]
  readonly images: readonly string[]
  readonly max_quantity: number
  readonly sort_order: number
  readonly duration_days: number | null
  /** At least one, in the order of the template. */
  readonly tiers: readonly CatalogueTier[]
}

export type CatalogueTier = {
  readonly id: string
  readonly title: string
  readonly features: readonly string[]
  /** Major units. */
  readonly amount: number
}

/** A service with what its page also shows. */
export type CatalogueEntry = CatalogueService & {
  readonly questions: readonly TemplateQuestion[]
  readonly steps: readonly TemplateStep[]
}

export type CatalogueQuery = {
  readonly q?: string | undefined
  readonly category?: string | undefined
  readonly min_price?: number | undefined
  readonly max_price?: number | undefined
  readonly order: "sort_order" | "title" | "-title" | "price" | "-price"
}

/** Price of the cheapest tier; what price filters and price order compare. */
export const cheapest = (service: Pick<CatalogueService, "tiers">): number =>
  Math.min(...service.tiers.map((tier) => tier.amount))

// "Résumé" is found by "resume".
const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

const matches = (service: CatalogueService, words: readonly string[]): boolean => {
  const text = plain(
    [service.title, service.short_description, ...service.categories, ...service.categoryNames].join("\n")
  )
  return words.every((word) => text.includes(word))
}

const byTitle = (one: CatalogueService, other: CatalogueService) =>
  one.title.localeCompare(other.title, "en") || one.id.localeCompare(other.id)

const COMPARE: Record<CatalogueQuery["order"], (one: CatalogueService, other: CatalogueService) => number> = {
  sort_order: (one, other) => one.sort_order - other.sort_order || byTitle(one, other),
  title: byTitle,
  "-title": (one, other) => byTitle(other, one),
  price: (one, other) => cheapest(one) - cheapest(other) || byTitle(one, other),
  "-price": (one, other) => cheapest(other) - cheapest(one) || byTitle(one, other),
}

/** The services that a query asks for, in its order. Every word of `q` must be found; ties go by title, then id. */
export const searchCatalogue = (services: readonly CatalogueService[], query: CatalogueQuery): CatalogueService[] => {
  const words = plain(query.q ?? "")
    .split(/\s+/)
    .filter(Boolean)
  return services
    .filter(
      (service) =>
        (query.category === undefined || service.categories.includes(query.category)) &&
        (query.min_price === undefined || cheapest(service) >= query.min_price) &&
        (query.max_price === undefined || cheapest(service) <= query.max_price) &&
        matches(service, words)
    )
    .sort(COMPARE[query.order])
}
