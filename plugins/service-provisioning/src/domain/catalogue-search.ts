import { createSimilarWords } from "./similar-words"
import type { TemplateQuestion } from "./template-content"
import type { TemplateStep } from "./template-steps"

/** A service as the catalog caches it: everything a shopper may see, before localization. */
export type CatalogueService = {
  readonly id: string
  readonly handle: string
  readonly title: string
  readonly short_description: string
  readonly description: string
  /** Other words it is found by. */
  readonly keywords: readonly string[]
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
  /** Id of a tier in the same list. */
  readonly includes: string | null
  readonly duration_days: number | null
  readonly steps: readonly TemplateStep[]
  /** Major units. */
  readonly amount: number
}

/** A service with what its page also shows. */
export type CatalogueEntry = CatalogueService & {
  readonly questions: readonly TemplateQuestion[]
  readonly steps: readonly TemplateStep[]
}

/** What the index needs of a service or a good; the variants of a good count as tiers. */
export type Findable = Pick<
  CatalogueService,
  "id" | "handle" | "title" | "short_description" | "keywords" | "categories" | "categoryNames" | "sort_order"
> & { readonly tiers: readonly Pick<CatalogueTier, "amount">[] }

export type CatalogueQuery = {
  readonly q?: string | undefined
  readonly category?: string | undefined
  readonly min_price?: number | undefined
  readonly max_price?: number | undefined
  readonly order: "sort_order" | "title" | "-title" | "price" | "-price"
}

/** Price of the cheapest tier; what price filters and price order compare. */
export const cheapest = (service: Pick<Findable, "tiers">): number =>
  Math.min(...service.tiers.map((tier) => tier.amount))

// "Résumé" is found by "resume".
const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

const wordsOf = (q: string | undefined): string[] =>
  plain(q ?? "")
    .split(/\s+/)
    .filter(Boolean)

// Computed once per service, however many catalogs hold it and however often they are rebuilt.
const searchTexts = new WeakMap<Findable, string>()

const searchTextOf = (service: Findable): string => {
  const known = searchTexts.get(service)
  if (known !== undefined) return known
  const { title, short_description, keywords, categories, categoryNames } = service
  const text = plain([title, short_description, ...keywords, ...categories, ...categoryNames].join("\n"))
  searchTexts.set(service, text)
  return text
}

// Ten times as fast as `localeCompare`, and the same order.
const { compare } = new Intl.Collator("en")

type Indexed<S> = { readonly service: S; readonly text: string; readonly cheapest: number }

const indexed = <S extends Findable>(service: S): Indexed<S> => ({
  service,
  text: searchTextOf(service),
  cheapest: cheapest(service),
})

type Order = CatalogueQuery["order"]

/** By title, then id, as every other order breaks its ties. */
const sortedByTitle = <S extends Findable>(services: readonly S[]): Indexed<S>[] =>
  services
    .map(indexed)
    .sort(({ service: one }, { service: other }) => compare(one.title, other.title) || one.id.localeCompare(other.id))

// Sorting is stable, so ties stay in title order.
const ORDERS: Record<Order, <S extends Findable>(byTitle: readonly Indexed<S>[]) => readonly Indexed<S>[]> = {
  title: (byTitle) => byTitle,
  "-title": (byTitle) => [...byTitle].reverse(),
  sort_order: (byTitle) => [...byTitle].sort((one, other) => one.service.sort_order - other.service.sort_order),
  price: (byTitle) => [...byTitle].sort((one, other) => one.cheapest - other.cheapest),
  "-price": (byTitle) => [...byTitle].sort((one, other) => other.cheapest - one.cheapest),
}

/** An in-memory index of the catalog: searches thousands of services in a millisecond. */
export type CatalogueIndex<S extends Findable> = {
  readonly size: number
  /**
   * The services that a query asks for, in its order. Every word of `q` must be found; one that is in no service is taken
   * for a typo of the words most similar to it. Ties go by title, then id.
   */
  search(query: CatalogueQuery): readonly S[]
  find(handle: string): S | undefined
}

type Sorted<S> = { readonly all: readonly Indexed<S>[]; readonly placeOf: ReadonlyMap<Indexed<S>, number> }

/** How many words' matches are cached; most searches use the same few words. */
const MAX_WORDS = 200

/**
 * Builds the index. An order is sorted, and a word's matches are collected, when they are first used; from then on a
 * search's time depends on how many services match its first word, not on how many there are.
 */
export const indexCatalogue = <S extends Findable>(services: readonly S[]): CatalogueIndex<S> => {
  const byTitle = sortedByTitle(services)
  const byHandle = new Map(services.map((service) => [service.handle, service]))
  const orders = new Map<Order, Sorted<S>>()
  const wordHolders = new Map<string, ReadonlySet<Indexed<S>>>()
  let similarWords: ((word: string) => string[]) | undefined

  const sorted = (order: Order): Sorted<S> => {
    const known = orders.get(order)
    if (known) return known
    const all = ORDERS[order](byTitle)
    const made = { all, placeOf: new Map(all.map((each, place) => [each, place])) }
    orders.set(order, made)
    return made
  }
  const vocabulary = (): Set<string> => new Set(byTitle.flatMap(({ text }) => text.split(/[^\p{L}\p{N}]+/u)))
  const holdersOfAny = (words: readonly string[]) =>
    new Set(byTitle.filter(({ text }) => words.some((word) => text.includes(word))))
  const holdersOf = (word: string): ReadonlySet<Indexed<S>> => {
    const known = wordHolders.get(word)
    if (known) return known
    if (wordHolders.size >= MAX_WORDS) wordHolders.clear()
    let holders = holdersOfAny([word])
    if (!holders.size) holders = holdersOfAny((similarWords ??= createSimilarWords(vocabulary()))(word))
    wordHolders.set(word, holders)
    return holders
  }

  return {
    size: services.length,
    find: (handle) => byHandle.get(handle),
    search: ({ q, category, min_price = -Infinity, max_price = Infinity, order }) => {
      const { all, placeOf } = sorted(order)
      const fits = ({ service, cheapest: price }: Indexed<S>): boolean =>
        price >= min_price && price <= max_price && (category === undefined || service.categories.includes(category))
      const [first, ...others] = wordsOf(q)
      const found =
        first === undefined
          ? all.filter(fits)
          : others
              .reduce(
                // A word is looked up only while something is found.
                (left, word) => (left.length ? left.filter((each) => holdersOf(word).has(each)) : left),
                [...holdersOf(first)].filter(fits)
              )
              .sort((one, other) => (placeOf.get(one) ?? 0) - (placeOf.get(other) ?? 0))
      return found.map(({ service }) => service)
    },
  }
}
