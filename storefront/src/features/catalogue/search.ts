import { handleText } from "@atrium/kernel"

/** The home page's query parameters: `?q=&category=&sort=&page=`. */
export type Search = { q: string; category: string; sort: Sort; page: number }

export const SORTS = [
  { value: "recommended", label: "Recommended" },
  { value: "price", label: "Price: low to high" },
  { value: "title", label: "Name" },
] as const

export type Sort = (typeof SORTS)[number]["value"]

export const PAGE_SIZE = 24

type Parameters = Readonly<Record<string, string | string[] | undefined>>

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? ""

/** Parses the query parameters. Invalid values fall back to defaults. */
export const readSearch = (parameters: Parameters): Search => {
  const page = Number(first(parameters.page))
  const sort = SORTS.find(({ value }) => value === first(parameters.sort))
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

/** Returns the home page's path for a search, without default values. */
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
