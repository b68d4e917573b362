import { type Knex, knex as connect } from "@medusajs/framework/mikro-orm/knex"

import { auditActions } from "../src/extension-points"
import { Migration20261128050000 } from "../src/modules/audit/migrations/Migration20261128050000"

const connection = (database: string) => ({
  host: "localhost",
  port: Number(process.env.DB_PORT ?? "5433"),
  user: process.env.DB_USERNAME ?? "postgres",
  password: process.env.DB_PASSWORD ?? "postgres",
  database,
})

export type AuditDatabase = {
  readonly knex: Knex
  /** Runs SQL as an owner of the database who has switched the triggers off. */
  tamper(sql: string): Promise<void>
  close(): Promise<void>
}

auditActions.addAll("test", [{ name: "test.changed", sentence: "Changed a thing in a test", category: "change" }])

/** A fresh database with the audit log's tables alone, made by the plugin's migration. */
export const openAudit = async (): Promise<AuditDatabase> => {
  const name = `atrium_audit_${process.pid}_${Date.now()}`
  const server = connect({ client: "pg", connection: connection("postgres"), pool: { min: 0, max: 1 } })
  await server.raw(`CREATE DATABASE "${name}"`)
  // The secret of the chain comes from the environment.
  Object.assign(process.env, { DATABASE_URL: `postgres://localhost/${name}`, NODE_ENV: "test" })
  const knex = connect({ client: "pg", connection: connection(name), pool: { min: 0, max: 10 } })
  // The migration's SQL needs neither driver nor configuration of the migrator.
  const migration = new Migration20261128050000(undefined as never, undefined as never)
  await migration.up()
  for (const query of migration.getQueries()) await knex.raw(String(query))
  return {
    knex,
    tamper: (sql) =>
      knex.transaction(async (trx) => {
        await trx.raw("SET LOCAL session_replication_role = replica")
        await trx.raw(sql)
      }),
    close: async () => {
      await knex.destroy()
      await server.raw(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      await server.destroy()
    },
  }
}
