// The files of a new plugin: the layout of ARCHITECTURE.md with one table, its routes and a pure rule with its test.

/**
 * Returns a plugin name such as `order-notes` in all spellings, plural and singular (`order-note`, `order_note`,
 * `OrderNote`).
 */
const spellingsOf = (name) => {
  const single = name.replace(/([^su])s$/, "$1")
  const snake = (text) => text.replaceAll("-", "_")
  const pascal = (text) => text.replace(/(^|-)([a-z])/g, (_, _hyphen, letter) => letter.toUpperCase())
  const one = pascal(single)
  return {
    name,
    single,
    list: snake(name),
    table: snake(single),
    one,
    many: pascal(name),
    camel: one[0].toLowerCase() + one.slice(1),
    prefix: single.replace(/(\w)\w*-?/g, "$1") + single.at(-1),
  }
}

/** Returns the timestamp in a migration's name: `20261128131500`. */
const stampOf = (date) => date.toISOString().replace(/\D/g, "").slice(0, 14)

/** Derives package.json from another plugin's, so that versions are pinned in one place. */
const packageOf = ({ name }, model) => {
  const { exports: entries, dependencies, peerDependencies, devDependencies, ...rest } = model
  const pick = (from, keep) => Object.fromEntries(Object.entries(from).filter(([key]) => keep(key)))
  const medusa = (key) =>
    ["@medusajs/cli", "@medusajs/framework", "@medusajs/medusa", "@medusajs/test-utils"].includes(key)
  return {
    ...rest,
    name: `@atrium/${name}`,
    version: "0.1.0",
    description: `TODO: describe ${name} in one sentence`,
    exports: pick(entries, (key) =>
      ["./package.json", "./contracts", "./workflows", "./.medusa/server/src/modules/*", "./modules/*"].includes(key)
    ),
    // Medusa's build requires the Admin folder even in plugins without Admin pages.
    scripts: { build: "node ../../scripts/build-plugin.mjs" },
    dependencies: pick(dependencies, (key) => ["@atrium/kernel", "@atrium/server", "zod"].includes(key)),
    peerDependencies: pick(peerDependencies, medusa),
    devDependencies: pick(devDependencies, medusa),
  }
}

const contracts = ({
  name,
  one,
  list,
  table,
}) => `import { commonErrors, defineRouteTable, idText, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

export const ${one}Query = z.strictObject({
  /** Matches any part of the title. */
  q: safeText({ max: 100 }).optional(),
  order: orderQuery(["created_at", "title"], "-created_at"),
  ...pageQuery,
})
export type ${one}Query = z.output<typeof ${one}Query>

export const ${one}View = z.object({ id: z.string(), title: z.string(), created_at: z.string() })
export type ${one}View = z.infer<typeof ${one}View>

export const Create${one} = z.strictObject({ title: safeText({ min: 1, max: 200, required: "Enter a title" }) })
export type Create${one} = z.output<typeof Create${one}>

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

/**
 * All routes of this plugin. Validation, rate limits, authentication, permissions, OpenAPI and the typed client use it.
 */
export const routes = defineRouteTable("${name}", {
  "GET /admin/${name}": {
    ...staff,
    summary: "TODO: describe the list",
    query: ${one}Query,
    response: {
      200: z.object({
        ${list}: z.array(${one}View),
        count: z.number().int(),
        limit: z.number().int(),
        offset: z.number().int(),
      }),
    },
    errors: [],
  },
  "POST /admin/${name}": {
    ...staff,
    summary: "TODO: describe what is created",
    body: Create${one},
    response: { 201: z.object({ ${table}: ${one}View }) },
    errors: [],
  },
  "GET /admin/${name}/:id": {
    ...staff,
    summary: "TODO: describe what is returned",
    params: z.strictObject({ id: idText }),
    response: { 200: z.object({ ${table}: ${one}View }) },
    errors: commonErrors.codes("not_found"),
  },
})
`

const data = ({ one, many, table, prefix }) => `import { clock, orderSql } from "@atrium/kernel"
import { column, sqlPage, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { Create${one}, ${one}Query } from "../contracts"

const Row = z.object({ id: column.text, title: column.text, created_at: column.timestamp })
export type ${one}Row = z.output<typeof Row>

const SORTED = { created_at: "created_at", title: "title" }

/** Returns one page and the total count. */
export const list${many} = (knex: Knex, query: ${one}Query): Promise<{ rows: ${one}Row[]; count: number }> =>
  sqlPage(
    knex,
    Row,
    "SELECT * FROM ${table} WHERE CAST(:q AS text) IS NULL OR strpos(lower(title), lower(:q)) > 0",
    { q: query.q ?? null },
    { orderBy: orderSql(query.order, SORTED), limit: query.limit, offset: query.offset }
  )

export const find${one} = (knex: Knex, id: string): Promise<${one}Row | null> =>
  sqlRow(knex, Row, "SELECT * FROM ${table} WHERE id = :id", { id })

export const insert${one} = async (knex: Knex, { title }: Create${one}): Promise<${one}Row> => {
  const id = generateEntityId(undefined, "${prefix}")
  const row = await sqlRow(
    knex,
    Row,
    "INSERT INTO ${table} (id, title, created_at, updated_at) VALUES (:id, :title, :now, :now) RETURNING *",
    { id, title, now: clock.now() }
  )
  if (!row) throw new Error("The inserted row was not returned")
  return row
}
`

const useCases = ({ name, single, one, many, camel, list, table }) => ({
  [`src/use-cases/read-${name}.ts`]: `import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ${one}Query, ${one}View } from "../contracts"
import { find${one}, list${many} } from "../data/${name}"
import { to${one}View } from "../domain/present-${single}"

/** Returns one page for staff. */
export const read${one}List = async (container: MedusaContainer, query: ${one}Query) => {
  const { rows, count } = await list${many}(knexOf(container), query)
  return { ${list}: rows.map(to${one}View), count, limit: query.limit, offset: query.offset }
}

/** Returns one by its ID. Throws \`not_found\`. */
export const read${one} = async (container: MedusaContainer, id: string): Promise<${one}View> => {
  const row = await find${one}(knexOf(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return to${one}View(row)
}
`,
  [`src/use-cases/create-${single}.ts`]: `import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { Create${one}, ${one}View } from "../contracts"
import { insert${one} } from "../data/${name}"
import { to${one}View } from "../domain/present-${single}"

export const create${one} = async (container: MedusaContainer, input: Create${one}): Promise<${one}View> =>
  to${one}View(await insert${one}(knexOf(container), input))
`,
  [`src/domain/present-${single}.ts`]: `import type { ${one}View } from "../contracts"

/** Converts a row to the API response for staff. */
export const to${one}View = (row: { id: string; title: string; created_at: Date }): ${one}View => ({
  id: row.id,
  title: row.title,
  created_at: row.created_at.toISOString(),
})
`,
  [`src/domain/present-${single}.spec.ts`]: `import { ${one}View } from "../contracts"
import { to${one}View } from "./present-${single}"

describe("presenting ${name}", () => {
  it("the response contains the fields of the contract and no other column", () => {
    const row = { id: "1", title: "A title", created_at: new Date(0), deleted_at: null }
    expect(to${one}View(row)).toEqual({ id: "1", title: "A title", created_at: "1970-01-01T00:00:00.000Z" })
    expect(${one}View.safeParse(to${one}View(row)).success).toBe(true)
  })
})
`,
  [`src/api/admin/${name}/route.ts`]: `import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { create${one} } from "../../../use-cases/create-${single}"
import { read${one}List } from "../../../use-cases/read-${name}"

export const GET = handle(routes, "GET /admin/${name}", ({ scope, query }) => read${one}List(scope, query))

export const POST = handle(routes, "POST /admin/${name}", async ({ scope, body, res }) => {
  const ${camel} = await create${one}(scope, body)
  res.status(201)
  return { ${table}: ${camel} }
})
`,
  [`src/api/admin/${name}/[id]/route.ts`]: `import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { read${one} } from "../../../../use-cases/read-${name}"

export const GET = handle(routes, "GET /admin/${name}/:id", async ({ scope, params }) => ({
  ${table}: await read${one}(scope, params.id),
}))
`,
})

const modules = ({ name, single, one, table, camel }, stamp) => ({
  [`src/modules/${name}/models/${single}.ts`]: `import { model } from "@medusajs/framework/utils"

export const ${one} = model.define("${table}", {
  id: model.text().primaryKey(),
  title: model.text(),
})
`,
  [`src/modules/${name}/migrations/Migration${stamp}.ts`]: `import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Invariants are database constraints, not checks in code. */
export class Migration${stamp} extends Migration {
  override async up(): Promise<void> {
    this.addSql(\`CREATE TABLE IF NOT EXISTS ${table} (
      id text PRIMARY KEY,
      title text NOT NULL CHECK (title <> ''),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      deleted_at timestamptz NULL)\`)
    this.addSql("CREATE INDEX IF NOT EXISTS ${table}_created ON ${table} (created_at DESC, id)")
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS ${table}")
  }
}
`,
  [`src/modules/${name}/service.ts`]: `import { MedusaService } from "@medusajs/framework/utils"

import { ${one} } from "./models/${single}"

/** Provides the generated list methods for \`query.graph\` and links. */
export class ${one}Service extends MedusaService({ ${one} }) {}
`,
  [`src/modules/${name}/index.ts`]: `import { Module } from "@medusajs/framework/utils"

import { ${one}Service } from "./service"

export const ${table.toUpperCase()} = "${camel}"

export default Module(${table.toUpperCase()}, { service: ${one}Service })
`,
})

const README = ({ name, table }) => `# @atrium/${name}

TODO: describe its purpose in two sentences.

## Owns

- the table \`${table}\`, module \`${name}\`
- the routes \`GET\` and \`POST /admin/${name}\`, \`GET /admin/${name}/:id\`

## Extension points, workflows and hooks, kinds of work

None yet.
`

/**
 * The files of a new plugin, by path.
 * @param {string} name such as \`order-notes\`
 * @param {object} model package.json of an existing plugin, for its versions
 * @param {Date} now used in the migration's name
 */
export const pluginFiles = (name, model, now = new Date()) => {
  const spellings = spellingsOf(name)
  return {
    "package.json": `${JSON.stringify(packageOf(spellings, model), null, 2)}\n`,
    "tsconfig.json": `${JSON.stringify(
      {
        extends: "../../tsconfig.base.json",
        compilerOptions: { rootDir: "./", outDir: "./.medusa/server" },
        include: ["src"],
        exclude: ["**/*.spec.ts", "**/*.spec.tsx", "src/admin", ".medusa", "node_modules"],
      },
      null,
      2
    )}\n`,
    "README.md": README(spellings),
    "src/contracts/index.ts": `export * from "./${name}"\n`,
    [`src/contracts/${name}.ts`]: contracts(spellings),
    [`src/data/${name}.ts`]: data(spellings),
    ...useCases(spellings),
    ...modules(spellings, stampOf(now)),
    "src/api/middlewares.ts": `import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"

export default defineMiddlewares({ routes: [...middlewaresFor(routes)] })
`,
    "src/contributions.ts": `// Entries for the extension points of other plugins: \`point.add("${name}", entry)\`.
export {}
`,
    "src/workflows/index.ts": `import "../contributions"\n`,
  }
}
