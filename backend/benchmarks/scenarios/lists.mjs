import { onDatabase } from "../lib/databases.mjs"
import { longestList } from "../lib/figures.mjs"
import { listPaths, readerOf, SIGN_INS } from "../lib/list-paths.cjs"
import { measure } from "../lib/measure.mjs"

const ABOUT = `Every list, plain and with filters, and every page that shows several rows, one request after the other on
one connection: in a shop of about 100 services and 100 service requests, and in this one, by turns. Compared with core's
own list of orders. "Rows" are those on the page, in the small shop and in this one: where the small shop has fewer, the
large one has more to read and to send, and its ratio says nothing about growth.`

const DEMO_PASSWORD = "atrium-demo"
const REQUESTS_IN_A_ROUND = 15

const signedIn = async ({ baseUrl, headers }, [actor, email]) => {
  const answer = await fetch(`${baseUrl}/auth/${actor}/emailpass`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  })
  return { authorization: `Bearer ${(await answer.json()).token}` }
}

const requestsTo = async (server) => {
  const headers = {}
  for (const [reader, account] of Object.entries(SIGN_INS)) headers[reader] = await signedIn(server, account)
  const { lists, pages } = await onDatabase(server, listPaths)
  const paths = [
    ...lists.flatMap(({ path, queries }) => queries.map((query) => (query ? `${path}?${query}` : path))),
    ...pages,
    "/store/tracking/SR-0000-0033-0XW",
  ]
  return [
    { server, name: "core's list of orders", path: "/admin/orders?limit=20", headers: headers.staff },
    ...paths.map((path) => ({ server, name: path, path, headers: headers[readerOf(path)] })),
  ]
}

/** How many rows a page shows: those of the longest list in the answer. Undefined for what isn't JSON. */
const rowsShown = async ({ server, path, headers }) => {
  const answer = await fetch(`${server.baseUrl}${path}`, { headers: { ...server.headers, ...headers } })
  if (!answer.headers.get("content-type")?.includes("json")) return undefined
  return longestList(await answer.json())
}

export const run = async ({ shop }, settings) => {
  if (settings.size !== settings.services.at(-1)) return undefined
  const small = await requestsTo(await settings.openSmallShop())
  const large = await requestsTo(shop)
  const shown = []
  for (const [index, request] of large.entries()) shown.push([await rowsShown(small[index]), await rowsShown(request)])
  const measured = await measure(
    large.flatMap((request, index) => [small[index], request]),
    { ...settings, connections: 1, amount: REQUESTS_IN_A_ROUND }
  )
  const rows = large.map(({ name }, index) => {
    const [few, many] = measured.slice(2 * index)
    const { p50, p95, p99, statements, processor } = many
    const [fewRows, manyRows] = shown[index]
    const shownRows =
      manyRows === undefined ? undefined : fewRows === manyRows ? `${manyRows}` : `${fewRows} → ${manyRows}`
    return {
      name,
      shownRows,
      smallP50: few.p50,
      p50,
      p95,
      p99,
      statements,
      processor,
      failures: few.failures + many.failures,
    }
  })
  return { title: "Lists and pages", about: ABOUT, rows }
}
