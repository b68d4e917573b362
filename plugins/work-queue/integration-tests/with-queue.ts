import { createLogger } from "@atrium/server"
import { knex as connect } from "@medusajs/framework/mikro-orm/knex"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createMedusaContainer } from "@medusajs/framework/utils"

import { Migration20261121010000 } from "../src/modules/work-queue/migrations/Migration20261121010000"
import { Migration20261128053000 } from "../src/modules/work-queue/migrations/Migration20261128053000"
import { Migration20261128090000 } from "../src/modules/work-queue/migrations/Migration20261128090000"

const MIGRATIONS = [Migration20261121010000, Migration20261128053000, Migration20261128090000] as const

const connection = (database: string) => ({
  host: "localhost",
  port: Number(process.env.DB_PORT ?? "5433"),
  user: process.env.DB_USERNAME ?? "postgres",
  password: process.env.DB_PASSWORD ?? "postgres",
  database,
})

export type Queue = {
  readonly knex: Knex
  /** What a handler and the functions of `workflows` get: the database and a silent log, nothing else of Medusa. */
  readonly container: MedusaContainer
  /** How to reach the same database on a connection of one's own. */
  readonly connection: ReturnType<typeof connection>
  /** Another process, as far as the queue can tell: its own connections, its own runner. */
  anotherProcess(): MedusaContainer
  close(): Promise<void>
}

const containerWith = (knex: Knex): MedusaContainer => {
  const container = createMedusaContainer()
  container.register(ContainerRegistrationKeys.PG_CONNECTION, { resolve: () => knex })
  container.register(ContainerRegistrationKeys.LOGGER, { resolve: () => createLogger("silent") })
  return container
}

const openPool = (database: string): Knex =>
  connect({ client: "pg", connection: connection(database), pool: { min: 0, max: 20 } })

/** Joins a database that `openQueue` made, from another process. */
export const openProcess = (database: string) => ({
  container: containerWith(openPool(database)),
  connection: connection(database),
})

/** Runs a migration's SQL, which needs neither driver nor configuration of the migrator. */
export const migrate = async (
  knex: Knex,
  Step: (typeof MIGRATIONS)[number],
  direction: "up" | "down"
): Promise<void> => {
  const migration = new Step(undefined as never, undefined as never)
  await migration[direction]()
  for (const query of migration.getQueries()) await knex.raw(String(query))
}

/** A fresh database that holds the queue's own tables, made by the plugin's migration. */
export const openQueue = async (): Promise<Queue> => {
  const name = `atrium_work_queue_${process.pid}_${Date.now()}`
  const server = connect({ client: "pg", connection: connection("postgres"), pool: { min: 0, max: 1 } })
  await server.raw(`CREATE DATABASE "${name}"`)
  const opened: Knex[] = []
  const open = () => {
    const knex = openPool(name)
    opened.push(knex)
    return knex
  }
  const knex = open()
  for (const step of MIGRATIONS) await migrate(knex, step, "up")
  return {
    knex,
    container: containerWith(knex),
    connection: connection(name),
    anotherProcess: () => containerWith(open()),
    close: async () => {
      await Promise.all(opened.map((one) => one.destroy()))
      await server.raw(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      await server.destroy()
    },
  }
}
