import { growCatalog } from "../lib/grow.cjs"
import { measure, profiled } from "../lib/measure.mjs"
import { onDatabase } from "../lib/shop.mjs"
import { step } from "../../../scripts/lib/steps.mjs"

export const title = "Catalog"

export const about = `The list of services with prices, searches, one service by its handle, and what they are compared
with in the same process: core's own list of products, and \`/health\`, which does nothing. A request with a cookie
takes the ordinary way through all of Medusa, as every request did before decision 0012.`

const PRICED = "currency_code=inr"

let asked = 0
/** A search no one asked for before: its answer is not kept anywhere. */
const anotherSearch = () => `/store/services?${PRICED}&q=annual&max_price=${1_000_000 + (asked += 1)}`

const requestsIn = (regionId) => [
  { name: "core's product list", path: `/store/products?region_id=${regionId}&limit=20`, yardstick: true },
  { name: "services", path: `/store/services?${PRICED}` },
  { name: "services, through Medusa (with a cookie)", path: `/store/services?${PRICED}`, headers: { cookie: "any=1" } },
  { name: "services, searched", path: `/store/services?${PRICED}&q=annual` },
  {
    name: "services, filtered and sorted",
    path: `/store/services?${PRICED}&category=legal&min_price=2000&order=-price`,
  },
  { name: "services, every search another", nextPath: anotherSearch },
  { name: "one service", path: `/store/services/trademark-registration?${PRICED}` },
  { name: "/health", path: "/health" },
]

const regionOf = async ({ baseUrl, publishableKey }) => {
  const answer = await fetch(`${baseUrl}/store/regions`, { headers: { "x-publishable-api-key": publishableKey } })
  const { regions } = await answer.json()
  return regions.find(({ currency_code: currency }) => currency === "inr").id
}

/** Milliseconds until the shop answers a list after everything in memory became old. */
const firstAnswer = async ({ baseUrl, publishableKey }) => {
  const begun = performance.now()
  const answer = await fetch(`${baseUrl}/store/services?${PRICED}`, {
    headers: { "x-publishable-api-key": publishableKey },
  })
  await answer.arrayBuffer()
  return performance.now() - begun
}

/** One table for each size of the catalog. */
export const run = async (shop, { services, ...settings }) => {
  const requests = requestsIn(await regionOf(shop))
  const tables = []
  for (const size of services) {
    const count = await step(`Growing the catalog to ${size} services`, () =>
      onDatabase(shop, (client) => growCatalog(client, size))
    )
    let first = 0
    const ask = async () => (first = await firstAnswer(shop))
    const frames = settings.profile ? await profiled(shop, ask) : void (await ask())
    const rows = await step(`Measuring ${count} services`, () => measure(shop, requests, settings))
    tables.push({
      title: `${count.toLocaleString("en")} services`,
      note: `First answer after all of them were written: ${Math.round(first)} ms.`,
      rows,
      frames,
    })
  }
  return tables
}
