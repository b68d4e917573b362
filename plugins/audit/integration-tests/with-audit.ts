import { type Database, openDatabase } from "@atrium/test-kit/database"

import { auditActions } from "../src/extension-points"
import { Migration20261128050000 } from "../src/modules/audit/migrations/Migration20261128050000"

export type AuditDatabase = Database & {
  /** Runs SQL as a superuser who has disabled the triggers. */
  tamper(sql: string): Promise<void>
}

auditActions.addAll("test", [{ name: "test.changed", sentence: "Changed a thing in a test", category: "change" }])

/** A new database with only the audit log's tables. */
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
