import { measure, profiled } from "../lib/measure.mjs"

const ABOUT = `The list of services with prices, searches, one service by its handle, and what they are compared with: core's
own list of products, and \`/health\`, which does nothing, in the same process; Vendure's list and search of its own 12
products. A request with a cookie takes the ordinary way through all of Medusa, as every request did before decision
0012.`

const PRICED = "currency_code=inr"

let asked = 0
/** A search no one asked for before: its answer is not kept anywhere. */
const anotherSearch = () => `/store/services?${PRICED}&q=annual&max_price=${1_000_000 + (asked += 1)}`

const ofShop = (server) => [
  {
    server,
    name: "core's product list",
    path: `/store/products?region_id=${server.regionId}&limit=20`,
    yardstick: "core",
  },
  { server, name: "services", path: `/store/services?${PRICED}` },
  {
    server,
    name: "services, through Medusa (with a cookie)",
    path: `/store/services?${PRICED}`,
    headers: { cookie: "any=1" },
  },
  { server, name: "services, searched", path: `/store/services?${PRICED}&q=annual` },
  {
    server,
    name: "services, filtered and sorted",
    path: `/store/services?${PRICED}&category=legal&min_price=2000&order=-price`,
  },
  { server, name: "services, every search another", nextPath: anotherSearch },
  { server, name: "one service", path: `/store/services/trademark-registration?${PRICED}` },
  { server, name: "/health", path: "/health" },
]

const graphQl = (server, query) => ({
  server,
  method: "POST",
  path: "/shop-api",
  body: JSON.stringify({ query }),
})

const ofVendure = (server) => [
  {
    ...graphQl(
      server,
      `{ search(input: { term: "annual", take: 20, groupByProduct: true }) { totalItems items { productId productName slug
         description priceWithTax { ... on SinglePrice { value } ... on PriceRange { min max } } } } }`
    ),
    name: "Vendure's search",
    yardstick: "vendure",
  },
  {
    ...graphQl(
      server,
      "{ products(options: { take: 20 }) { items { id name slug description variants { id name priceWithTax } } } }"
    ),
    name: "Vendure's product list",
  },
]

/** Milliseconds until the shop answers a list after everything in memory became old. */
const firstAnswer = async ({ baseUrl, headers }) => {
  const begun = performance.now()
  const answer = await fetch(`${baseUrl}/store/services?${PRICED}`, { headers })
  await answer.arrayBuffer()
  return performance.now() - begun
}

export const run = async ({ shop, vendure }, settings) => {
  let first = 0
  const ask = async () => (first = await firstAnswer(shop))
  const frames = settings.profile ? await profiled(shop, ask) : void (await ask())
  const rows = await measure([...ofShop(shop), ...(vendure ? ofVendure(vendure) : [])], settings)
  return {
    title: "Catalog",
    about: ABOUT,
    rows,
    frames,
    note: `First answer after all services were written: ${Math.round(first)} ms.`,
  }
}
