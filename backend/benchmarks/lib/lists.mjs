// Every list of the shop and what is asked of it: each order in both directions, the filters of lists.json, a deep page. The
// orders come from the shop's own OpenAPI document, so that a new order is measured without a line here.
import { readFileSync } from "node:fs"
import { join } from "node:path"

const { lists, pages } = JSON.parse(readFileSync(join(import.meta.dirname, "lists.json"), "utf8"))

const ordersOf = (document, path) =>
  document.paths[path.replace(/:(\w+)/g, "{$1}")]?.get?.parameters?.find(({ name }) => name === "order")?.schema
    ?.enum ?? []

/** What to ask of each list and page; `fill` replaces the placeholders. */
export const requestsOf = (document, fill) => [
  ...Object.entries(lists).flatMap(([route, filters]) => {
    const path = route.replace("GET ", "")
    return ["", ...ordersOf(document, path).map((order) => `order=${order}`), ...filters, "offset=:deep"].map(
      (query) => ({
        list: path,
        name: query === "" ? path : `${path}?${query}`,
        path: fill(`${path.replace(":id", ":template")}${query === "" ? "" : `?${query}`}`),
      })
    )
  }),
  ...Object.entries(pages).map(([route, path]) => ({ list: route, name: route.replace("GET ", ""), path: fill(path) })),
]
