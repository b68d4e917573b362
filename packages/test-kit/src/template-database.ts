import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"

import { Client } from "pg"

const run = promisify(execFile)

/** The Postgres server for tests. The URL uses `localhost`, because Medusa forces TLS on any other host. */
export const databaseServer = {
  host: "localhost",
  port: Number(process.env.DB_PORT ?? "5433"),
  user: process.env.DB_USERNAME ?? "postgres",
  password: process.env.DB_PASSWORD ?? "postgres",
}

export const databaseUrl = (name: string): string =>
  `postgres://${databaseServer.user}:${databaseServer.password}@localhost:${databaseServer.port}/${name}`

/** The repository's root: the folder that holds turbo.json. */
export const repositoryRoot = (): string => {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "turbo.json"))) return folder
    if (folder === dirname(folder)) throw new Error("Not inside the repository")
  }
}

const onServer = async <T>(job: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ ...databaseServer, database: "postgres" })
  await client.connect()
  try {
    return await job(client)
  } finally {
    await client.end()
  }
}

// The files that define schema and seed: a change in any of them creates a new template.
const SOURCES = /(migrations|models|links|migration-scripts|template-content)|medusa-config|package-lock/

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => SOURCES.test(file) && !file.includes("node_modules") && !file.includes(".medusa"))
    : []

const templateName = (): string => {
  const root = repositoryRoot()
  const hash = createHash("sha256")
  const files = ["plugins", "examples", "backend/src"].flatMap((folder) => filesBelow(join(root, folder))).sort()
  for (const file of [...files, join(root, "medusa-config.ts"), join(root, "package-lock.json")])
    hash.update(file).update(readFileSync(file))
  return `atrium_template_${hash.digest("hex").slice(0, 12)}`
}

const hasDemoData = async (database: string): Promise<boolean> => {
  const client = new Client({ ...databaseServer, database })
  await client.connect()
  try {
    return (await client.query('SELECT 1 FROM "user" LIMIT 1')).rowCount === 1
  } finally {
    await client.end()
  }
}

const exists = async (client: Client, name: string) =>
  (await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name])).rowCount === 1

/**
 * Returns the name of a migrated database with the demo data, created once per state of the sources and shared by all
 * suites. Under an advisory lock, the first suite creates it while the others wait.
 */
export const templateDatabase = async (): Promise<string> => {
  const name = await migratedDatabase(process.env.ATRIUM_TEST_TEMPLATE ?? templateName())
  // Suites that load the plugins in examples/ need their tables too.
  return process.env.ATRIUM_EXAMPLES === "1" ? migratedDatabase(`${name}_examples`, name) : name
}

/** Migrates a new database, or a copy of `from`, unless one with this name exists. */
const migratedDatabase = async (name: string, from?: string): Promise<string> =>
  onServer(async (client) => {
    // It gets its name only once it is complete, so that finding it needs no lock.
    if (await exists(client, name)) return name
    await client.query("SELECT pg_advisory_lock(hashtext('atrium-test-template'))")
    if (await exists(client, name)) return name
    const draft = `${name}_draft`
    await client.query(`DROP DATABASE IF EXISTS "${draft}" WITH (FORCE)`)
    await client.query(`CREATE DATABASE "${draft}"${from ? ` TEMPLATE "${from}"` : ""}`)
    const root = repositoryRoot()
    const migration = run(
      process.execPath,
      [
        join(root, "node_modules/@medusajs/cli/cli.js"),
        ...["db:migrate", "--execute-safe-links", "--execute-safe-search"],
        // A copy has the demo data already.
        ...(from ? ["--skip-scripts"] : []),
      ],
      {
        cwd: join(root, "backend"),
        maxBuffer: 64 * 1024 * 1024,
        env: {
          ...process.env,
          NODE_ENV: "test",
          NODE_OPTIONS: "--conditions=atrium-source",
          ATRIUM_PLUGINS_FROM: "source",
          ATRIUM_DISABLE_ADMIN: "1",
          MEDUSA_DISABLE_TELEMETRY: "true",
          DATABASE_URL: databaseUrl(draft),
          ATRIUM_DEMO_FILE: "",
          ATRIUM_EXAMPLES: from ? "1" : "0",
        },
      }
    )
    await migration.catch((error: { stdout?: string; stderr?: string }) => {
      throw new Error(
        `The template database could not be migrated:\n${error.stdout?.slice(-3000)}\n${error.stderr?.slice(-3000)}`
      )
    })
    // Medusa continues when a migration script fails; a template without demo data would be kept and fail every test.
    if (!(await hasDemoData(draft)))
      throw new Error("The demo data could not be loaded: run `npm run migrate` to see why")
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`)
    return name
  })

export type TestDatabase = { name: string; url: string; drop(): Promise<void> }

const newDatabase = async (label: string, template?: string): Promise<TestDatabase> => {
  const name = `atrium_${label.replace(/\W+/g, "_").toLowerCase()}_${process.pid}_${Date.now().toString(36)}`
  await onServer(async (client) => {
    // Postgres refuses to copy a template that another session is copying.
    await client.query("SELECT pg_advisory_lock(hashtext('atrium-test-clone'))")
    await client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ""}`)
  })
  return {
    name,
    url: databaseUrl(name),
    drop: () =>
      onServer((client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`).then(() => undefined)),
  }
}

/** An empty database for one suite, dropped by the returned function. */
export const createDatabase = (label: string): Promise<TestDatabase> => newDatabase(label)

/** A fresh copy of the template for one suite, dropped by the returned function. */
export const cloneTemplate = async (label: string): Promise<TestDatabase> =>
  newDatabase(label, await templateDatabase())
