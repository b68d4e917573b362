import { handleText } from "@atrium/kernel"

/** What the home page's address says: `?q=&category=&sort=&page=`. */
export type Search = { q: string; category: string; sort: Sort; page: number }

export const SORTS = [
  { value: "recommended", label: "Recommended" },
  { value: "price", label: "Lowest price first" },
  { value: "title", label: "By name" },
] as const

export type Sort = (typeof SORTS)[number]["value"]

export const PAGE_SIZE = 24

type Parameters = Readonly<Record<string, string | string[] | undefined>>

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? ""

/** Reads the address forgivingly: what makes no sense is left out, not refused. */
export const readSearch = (parameters: Parameters): Search => {
  const page = Number(first(parameters.page))
  const sort = SORTS.find((one) => one.value === first(parameters.sort))
  return {
    q: first(parameters.q)
      .replace(/[\p{Cc}\p{Cs}]+/gu, " ")
      .trim()
      .slice(0, 100),
    category: handleText.safeParse(first(parameters.category)).data ?? "",
    sort: sort?.value ?? "recommended",
    page: Number.isInteger(page) && page > 1 && page < 1000 ? page : 1,
  }
}

/** The home page's address for a search, without what is at its default. */
export const searchHref = (search: Partial<Search>): string => {
  const parameters = new URLSearchParams()
  if (search.q) parameters.set("q", search.q)
  if (search.category) parameters.set("category", search.category)
  if (search.sort && search.sort !== "recommended") parameters.set("sort", search.sort)
  if (search.page && search.page > 1) parameters.set("page", String(search.page))
  const text = parameters.toString()
  return text ? `/?${text}#services` : "/#services"
}

export const isSearching = (search: Search): boolean => search.q !== "" || search.category !== ""
