import { createLogger } from "@atrium/server"
import { type Knex, knex as connect } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createMedusaContainer } from "@medusajs/framework/utils"
import { Client } from "pg"

import { cloneTemplate, createDatabase, databaseServer, databaseUrl } from "./template-database"

export { isLong, runs, sampled } from "./runs"

export type DatabaseConnection = typeof databaseServer & { database: string }

export type Database = {
  readonly name: string
  readonly url: string
  /** Settings for another connection. */
  readonly connection: DatabaseConnection
  readonly knex: Knex
  /** What a use case needs from Medusa: the database and a silent logger. */
  readonly container: MedusaContainer
  /** A container with separate connections, as another process would have. */
  another(): MedusaContainer
  close(): Promise<void>
}

type MigrationClass = new (
  driver: never,
  config: never
) => {
  up(): unknown
  down(): unknown
  getQueries(): unknown[]
}

/** Runs a migration's SQL without the migrator's driver and configuration. */
export const runMigration = async (
  knex: Knex,
  Migration: MigrationClass,
  direction: "up" | "down" = "up"
): Promise<void> => {
  const migration = new Migration(undefined as never, undefined as never)
  await migration[direction]()
  for (const query of migration.getQueries()) await knex.raw(String(query))
}

/** A connection pool and a container that uses it. */
export const connectDatabase = (
  name: string,
  connections = 20
): { knex: Knex; container: MedusaContainer; connection: DatabaseConnection } => {
  const knex = connect({ client: "pg", connection: databaseUrl(name), pool: { min: 0, max: connections } })
  const container = createMedusaContainer()
  container.register(ContainerRegistrationKeys.PG_CONNECTION, { resolve: () => knex })
  container.register(ContainerRegistrationKeys.LOGGER, { resolve: () => createLogger("silent") })
  return { knex, container, connection: { ...databaseServer, database: name } }
}

/**
 * A database for one suite: with only the tables of these migrations or, when none are given, a copy of the migrated and
 * seeded template. Sets DATABASE_URL to it.
 */
export const openDatabase = async (
  label: string,
  { migrations, connections }: { migrations?: readonly MigrationClass[]; connections?: number } = {}
): Promise<Database> => {
  const { name, url, drop } = await (migrations ? createDatabase(label) : cloneTemplate(label))
  Object.assign(process.env, { DATABASE_URL: url, NODE_ENV: "test" })
  const opened: Knex[] = []
  const open = () => {
    const connected = connectDatabase(name, connections)
    opened.push(connected.knex)
    return connected
  }
  const { knex, container, connection } = open()
  for (const migration of migrations ?? []) await runMigration(knex, migration)
  return {
    name,
    url,
    connection,
    knex,
    container,
    another: () => open().container,
    close: async () => {
      await Promise.all(opened.map((one) => one.destroy()))
      await drop()
    },
  }
}

/** A separate database session, for what a pool cannot do: locks held across statements, raw text results. */
export const openSession = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

/** Runs `job` with a session that is closed afterwards. */
export const withSession = async <T>(url: string, job: (client: Client) => Promise<T>): Promise<T> => {
  const client = await openSession(url)
  try {
    return await job(client)
  } finally {
    await client.end()
  }
}
