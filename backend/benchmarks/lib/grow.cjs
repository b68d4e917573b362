// Fills a database with as many services and service requests as a large shop has, the same ones in every run. By SQL,
// because core's workflows would take hours; only benchmarks and tests may write core's tables like this. CommonJS, so that
// Jest's specs can import it too. `client` is a client of `pg`.
const { readFileSync } = require("node:fs")
const { join } = require("node:path")

const WORDS = "express,premium,regional,cross-border,first-year,family,startup,export,digital,heritage,coastal,urban"

/** Columns that hold an id of what is copied too; every other column is copied as it is. */
const TABLES = {
  product: { ids: ["id"], set: { handle: "o.handle || '-' || n", title: "o.title || ' ' || word || ' ' || n" } },
  product_option: {
    ids: ["id"],
    of: "id IN (SELECT product_option_id FROM product_product_option JOIN demo ON demo.id = product_id)",
  },
  product_product_option: { ids: ["id", "product_id", "product_option_id"] },
  product_option_value: {
    ids: ["id", "option_id"],
    of: "option_id IN (SELECT product_option_id FROM product_product_option JOIN demo ON demo.id = product_id)",
  },
  product_product_option_value: {
    ids: ["id", "product_product_option_id", "product_option_value_id"],
    of: "product_product_option_id IN (SELECT p.id FROM product_product_option p JOIN demo ON demo.id = product_id)",
  },
  product_variant: { ids: ["id", "product_id"], set: { sku: "o.sku || '-' || n" } },
  product_variant_option: { ids: ["variant_id", "option_value_id"], of: "variant_id IN (SELECT id FROM demo_variant)" },
  product_category_product: { ids: ["product_id"] },
  product_sales_channel: { ids: ["id", "product_id"] },
  price_set: { ids: ["id"], of: "id IN (SELECT price_set_id FROM demo_price_set)" },
  product_variant_price_set: {
    ids: ["id", "variant_id", "price_set_id"],
    of: "variant_id IN (SELECT id FROM demo_variant)",
  },
  price: {
    ids: ["id", "price_set_id"],
    of: "price_set_id IN (SELECT price_set_id FROM demo_price_set)",
    set: {
      amount: "o.amount + n",
      raw_amount: "jsonb_build_object('value', (o.amount + n)::text, 'precision', 20)",
    },
  },
  service_template_version: {
    ids: ["id", "template_id"],
    of: "template_id IN (SELECT t.id FROM service_template t JOIN demo ON demo.id = t.product_id)",
    set: { content: "regexp_replace(o.content::text, '(variant_[0-9A-Z]+)', '\\1_' || n, 'g')::jsonb" },
  },
  service_template: { ids: ["id", "product_id", "current_version_id"] },
}

const columnsOf = async (client, table) => {
  const { rows } = await client.query(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
    [table]
  )
  return rows.map(({ name }) => name)
}

const copy = async (client, table, { ids, of = "product_id IN (SELECT id FROM demo)", set = {} }, numbers) => {
  const columns = await columnsOf(client, table)
  const values = columns.map((name) => set[name] ?? (ids.includes(name) ? `o."${name}" || '_' || n` : `o."${name}"`))
  await client.query(
    `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(", ")})
     SELECT ${values.join(", ")} FROM "${table}" o CROSS JOIN generate_series($1::int, $2::int) n
     CROSS JOIN LATERAL (SELECT (string_to_array('${WORDS}', ','))[1 + n % 12] AS word) words
     WHERE ${table === "product" ? "id IN (SELECT id FROM demo)" : of}`,
    numbers
  )
}

const count = async (client) => {
  const { rows } = await client.query("SELECT count(*)::int AS services FROM service_template")
  return rows[0].services
}

/** Copies the demo's services, with other titles and prices, until there are at least `size`. Returns how many there are. */
const growCatalog = async (client, size) => {
  await client.query("BEGIN")
  // Triggers and foreign keys would look at every row; what they hold for the originals holds for copies.
  await client.query("SET LOCAL session_replication_role = replica")
  await client.query(`CREATE TEMP TABLE demo ON COMMIT DROP AS
    SELECT product_id AS id FROM service_template WHERE product_id !~ '_[0-9]+$'`)
  await client.query(`CREATE TEMP TABLE demo_variant ON COMMIT DROP AS
    SELECT v.id FROM product_variant v JOIN demo ON demo.id = v.product_id`)
  await client.query(`CREATE TEMP TABLE demo_price_set ON COMMIT DROP AS
    SELECT price_set_id FROM product_variant_price_set JOIN demo_variant ON demo_variant.id = variant_id`)
  const { rows } = await client.query("SELECT count(*)::int AS services FROM demo")
  const known = await count(client)
  const from = known / rows[0].services
  const to = Math.ceil(size / rows[0].services) - 1
  if (to >= from) for (const [table, how] of Object.entries(TABLES)) await copy(client, table, how, [from, to])
  await client.query("COMMIT")
  await client.query("ANALYZE")
  return count(client)
}

/** Adds service requests number `from` to `to` with everything that belongs to them (`many-rows.sql`). */
const growRequests = async (client, from, to) => {
  const sql = readFileSync(join(__dirname, "many-rows.sql"), "utf8")
  const numbers = { from: Number(from), to: Number(to) }
  await client.query(sql.replace(/(?<!:):(from|to)\b/g, (_, name) => String(numbers[name])))
}

module.exports = { growCatalog, growRequests }
