import { readSearch, type Search } from "@/features/catalogue/search"

export const GOODS_SORTS = [
  { value: "newest", label: "Newest", order: "-created_at" },
  { value: "price", label: "Price: low to high", order: "price" },
  { value: "price-desc", label: "Price: high to low", order: "-price" },
  { value: "title", label: "Name", order: "title" },
] as const

/** The query parameters of the goods page: `?q=&category=&sort=&page=`. */
export type GoodsSearch = Omit<Search, "sort"> & { sort: (typeof GOODS_SORTS)[number]["value"] }

/** Parses the query parameters. Invalid values fall back to defaults. */
export const readGoodsSearch = (parameters: Parameters<typeof readSearch>[0]): GoodsSearch => {
  const sort = GOODS_SORTS.find(({ value }) => value === parameters.sort)
  return { ...readSearch(parameters), sort: sort?.value ?? "newest" }
}

/** Returns the path of a search for goods, without default values. */
export const goodsHref = ({ q, category, sort, page }: Partial<GoodsSearch>): string => {
  const parameters = new URLSearchParams()
  if (q) parameters.set("q", q)
  if (category) parameters.set("category", category)
  if (sort && sort !== "newest") parameters.set("sort", sort)
  if (page && page > 1) parameters.set("page", String(page))
  const text = parameters.toString()
  return text ? `/goods?${text}` : "/goods"
}
