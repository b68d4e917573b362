import fc from "fast-check"

import { type CatalogueQuery, type CatalogueService, cheapest, indexCatalogue } from "./catalogue-search"

const searchCatalogue = (services: readonly CatalogueService[], query: CatalogueQuery) =>
  indexCatalogue(services).search(query)

const tier = (id: string, amount: number) => ({
  id,
  title: "Basic",
  features: [],
  includes: null,
  duration_days: null,
  steps: [],
  amount,
})

const service = (id: string, part: Partial<CatalogueService> = {}): CatalogueService => ({
  id,
  handle: id,
  title: `Service ${id}`,
  short_description: "",
  description: "",
  keywords: [],
  categories: ["other"],
  categoryNames: [],
  images: [],
  max_quantity: 1,
  sort_order: 0,
  duration_days: null,
  tiers: [tier(`${id}-1`, 100)],
  ...part,
})

const words = fc.constantFrom("visa", "Trademark", "Résumé", "resume", "annual accounts", "GST", "büro", "Büro")
const services = fc
  .array(
    fc.record({
      title: words,
      short_description: words,
      category: fc.constantFrom("legal", "visa", "other"),
      amounts: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }),
      sort_order: fc.nat(5),
    }),
    { maxLength: 15 }
  )
  .map((list) =>
    list.map(({ category, amounts, ...rest }, at) =>
      service(`s${at}`, {
        ...rest,
        categories: [category],
        tiers: amounts.map((amount, position) => tier(`s${at}-${position}`, amount)),
      })
    )
  )
const queries = fc.record(
  {
    q: fc.oneof(words, fc.constantFrom("", " ", "a", "RES gst", "acc  annual", "s")),
    category: fc.constantFrom("legal", "visa", "other"),
    min_price: fc.nat(1000),
    max_price: fc.nat(1000),
    order: fc.constantFrom("sort_order", "title", "-title", "price", "-price"),
  },
  { requiredKeys: ["order"] }
) as fc.Arbitrary<CatalogueQuery>

const ids = (found: readonly CatalogueService[]) => found.map(({ id }) => id)

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
const byTitle = (one: CatalogueService, other: CatalogueService) =>
  one.title.localeCompare(other.title, "en") || one.id.localeCompare(other.id)
const COMPARE: Record<CatalogueQuery["order"], (one: CatalogueService, other: CatalogueService) => number> = {
  sort_order: (one, other) => one.sort_order - other.sort_order || byTitle(one, other),
  title: byTitle,
  "-title": (one, other) => byTitle(other, one),
  price: (one, other) => cheapest(one) - cheapest(other) || byTitle(one, other),
  "-price": (one, other) => cheapest(other) - cheapest(one) || byTitle(one, other),
}

/** The same search without an index: filters every service and sorts the matches. */
const withoutIndex = (all: readonly CatalogueService[], query: CatalogueQuery) =>
  all
    .filter((each) => {
      const text = folded([each.title, each.short_description, ...each.categories, ...each.categoryNames].join("\n"))
      return (
        (query.category === undefined || each.categories.includes(query.category)) &&
        (query.min_price === undefined || cheapest(each) >= query.min_price) &&
        (query.max_price === undefined || cheapest(each) <= query.max_price) &&
        folded(query.q ?? "")
          .split(/\s+/)
          .every((word) => text.includes(word))
      )
    })
    .sort(COMPARE[query.order])

describe("searching the catalog", () => {
  it("finds words of title, short description and category, ignoring case and accents", () => {
    const found = (q: string) => ids(searchCatalogue(all, { q, order: "title" }))
    const all = [
      service("a", { title: "Résumé review" }),
      service("b", { short_description: "We review contracts" }),
      service("c", { categories: ["legal"], categoryNames: ["Law & contracts"] }),
    ]
    expect(found("resume")).toEqual(["a"])
    expect(found("REVIEW")).toEqual(["a", "b"])
    expect(found("review contracts")).toEqual(["b"])
    expect(found("law")).toEqual(["c"])
    expect(found("  ")).toHaveLength(3)
  })

  it("finds a service by its keywords, and takes a word that is in no service for a typo", () => {
    const all = [
      service("a", { title: "Monthly bookkeeping", keywords: ["tax", "Ledger"] }),
      service("b", { title: "Student visa" }),
      service("c", { title: "Visas for families" }),
    ]
    const found = (q: string) => ids(searchCatalogue(all, { q, order: "title" }))
    expect(found("ledger tax")).toEqual(["a"])
    expect(found("bookeeping")).toEqual(["a"])
    expect(found("montly bookeping")).toEqual(["a"])
    // Swapped letters; "visa" is also part of "visas".
    expect(found("vsia")).toEqual(["b", "c"])
    expect(found("studnet vsia")).toEqual(["b"])
    // A word that is found as typed is not a typo of another one.
    expect(found("visas")).toEqual(["c"])
    expect(found("bookeeping visa")).toEqual([])
    expect(found("xyzzy")).toEqual([])
  })

  it("compares prices by the cheapest tier, both ends included", () => {
    const two = service("two", {
      tiers: [50, 900].map((amount) => tier(String(amount), amount)),
    })
    const within = (min_price: number, max_price: number) =>
      searchCatalogue([two], { min_price, max_price, order: "price" }).length
    expect([within(50, 50), within(0, 49), within(51, 1000)]).toEqual([1, 0, 0])
  })

  it("returns every matching service and no other, each once, in the requested order", () => {
    fc.assert(
      fc.property(services, queries, (all, query) => {
        const found = searchCatalogue(all, query)
        expect(new Set(ids(found)).size).toBe(found.length)
        for (const each of all) {
          const fits =
            (query.category === undefined || each.categories.includes(query.category)) &&
            cheapest(each) >= (query.min_price ?? 0) &&
            cheapest(each) <= (query.max_price ?? Infinity)
          if (!fits) expect(found).not.toContain(each)
          if (fits && query.q === undefined) expect(found).toContain(each)
          if (fits && query.q !== undefined && each.title === query.q) expect(found).toContain(each)
        }
        const prices = found.map(cheapest)
        if (query.order === "price") expect(prices).toEqual([...prices].sort((one, other) => one - other))
        if (query.order === "-price") expect(prices).toEqual([...prices].sort((one, other) => other - one))
        if (query.order === "sort_order") {
          const orders = found.map((each) => each.sort_order)
          expect(orders).toEqual([...orders].sort((one, other) => one - other))
        }
      }),
      { numRuns: 300 }
    )
  })

  it("returns what filtering and sorting all services return, on every call", () => {
    fc.assert(
      fc.property(services, fc.array(queries, { minLength: 1, maxLength: 8 }), (all, asked) => {
        const index = indexCatalogue(all)
        for (const query of [...asked, ...asked])
          expect(ids(index.search(query))).toEqual(ids(withoutIndex(all, query)))
      }),
      { numRuns: 300 }
    )
  })

  it("finds a service by its handle alone", () => {
    const index = indexCatalogue([service("a"), service("b")])
    expect([index.size, index.find("b")?.id, index.find("c")]).toEqual([2, "b", undefined])
  })

  it("returns the same answer whatever order the services are kept in", () => {
    fc.assert(
      fc.property(services, queries, (all, query) => {
        expect(ids(searchCatalogue([...all].reverse(), query))).toEqual(ids(searchCatalogue(all, query)))
      }),
      { numRuns: 200 }
    )
  })
})
