import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { knex as connect } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createMedusaContainer } from "@medusajs/framework/utils"

import { Migration20261121010500 } from "../src/modules/reference-tracking/migrations/Migration20261121010500"

const connection = (database: string) => ({
  host: "localhost",
  port: Number(process.env.DB_PORT ?? "5433"),
  user: process.env.DB_USERNAME ?? "postgres",
  password: process.env.DB_PASSWORD ?? "postgres",
  database,
})

export type TrackingDatabase = { readonly knex: Knex; readonly container: MedusaContainer; close(): Promise<void> }

/** A fresh database with the plugin's own tables, made by its migration. */
export const openTracking = async (): Promise<TrackingDatabase> => {
  const name = `atrium_tracking_${process.pid}_${Date.now()}`
  const server = connect({ client: "pg", connection: connection("postgres"), pool: { min: 0, max: 1 } })
  await server.raw(`CREATE DATABASE "${name}"`)
  const knex = connect({ client: "pg", connection: connection(name), pool: { min: 0, max: 20 } })
  // The migration's SQL needs neither driver nor configuration of the migrator.
  const migration = new Migration20261121010500(undefined as never, undefined as never)
  await migration.up()
  for (const query of migration.getQueries()) await knex.raw(String(query))
  const container = createMedusaContainer()
  container.register(ContainerRegistrationKeys.PG_CONNECTION, { resolve: () => knex })
  return {
    knex,
    container,
    close: async () => {
      await knex.destroy()
      await server.raw(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      await server.destroy()
    },
  }
}
