// What to ask of every list and page: `lists.json` with a shop's own ids. CommonJS, so that Jest's specs can import it too.
const catalog = require("./lists.json")

const SQL = `SELECT (SELECT id FROM affiliate WHERE code = 'MAYA10') AS affiliate,
  (SELECT id FROM provider WHERE email = 'asha@providers.atrium.test') AS provider,
  (SELECT id FROM service_template WHERE product_id !~ '_[0-9]+$' ORDER BY id LIMIT 1) AS template`

/** The demo's own, which have many rows. */
const SIGN_INS = {
  staff: ["user", "admin@atrium.test"],
  customer: ["customer", "ravi@customers.atrium.test"],
  affiliate: ["customer", "maya@affiliates.atrium.test"],
  provider: ["provider", "asha@providers.atrium.test"],
}

/** Who asks for a path: a key of `SIGN_INS`. */
const readerOf = (path) => {
  if (path.startsWith("/admin")) return "staff"
  if (path.startsWith("/provider")) return "provider"
  return path.includes("affiliate") ? "affiliate" : "customer"
}

/** Every list, plain and with each of its filters, and every page. `client` is a client of `pg`. */
const listPaths = async (client) => {
  const { rows } = await client.query(SQL)
  const fill = (path) => path.replace(/:(affiliate|provider|template)\b/g, (_, name) => rows[0][name])
  const lists = Object.entries(catalog.lists).map(([route, filters]) => {
    const path = route.replace("GET ", "").replace(":id", rows[0].template)
    return { route, path, queries: ["", ...filters.map(fill)] }
  })
  return { lists, pages: Object.values(catalog.pages).map(fill) }
}

module.exports = { SIGN_INS, listPaths, readerOf }
