import { type Database, openDatabase } from "@atrium/test-kit/database"

import { auditActions } from "../src/extension-points"
import { Migration20261128050000 } from "../src/modules/audit/migrations/Migration20261128050000"

export type AuditDatabase = Database & {
  /** Runs SQL as an owner of the database who has switched the triggers off. */
  tamper(sql: string): Promise<void>
}

auditActions.addAll("test", [{ name: "test.changed", sentence: "Changed a thing in a test", category: "change" }])

/** A fresh database with the audit log's tables alone, made by the plugin's migration. */
export const openAudit = async (): Promise<AuditDatabase> => {
  const database = await openDatabase("audit", { migrations: [Migration20261128050000] })
  return {
    ...database,
    tamper: (sql) =>
      database.knex.transaction(async (trx) => {
        await trx.raw("SET LOCAL session_replication_role = replica")
        await trx.raw(sql)
      }),
  }
}
