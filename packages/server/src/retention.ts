import { clock, defineExtensionPoint } from "@atrium/kernel"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { knexOf, sqlChanges } from "./sql-rows"

/** How long personal data is kept and how it is removed. Declared by the owner of the rows. */
export type RetentionRule = {
  /** The table whose rows are removed. */
  readonly table: string
  /** What is removed or cleared, in words. */
  readonly what: string
  readonly keptDays: number
  /** Why that long. */
  readonly why: string
  /** The clock of the rows' timestamps: the machine's for tokens and files, otherwise the business clock. */
  readonly time?: "machine"
  /** Removes what is older than `before`, in batches that commit separately; returns the number of rows. Idempotent. */
  remove(container: MedusaContainer, before: Date): Promise<number>
}

/** The retention rules, applied every night. */
export const retentionRules = defineExtensionPoint<RetentionRule>({
  name: "server.retention-rules",
  key: ({ table }) => table,
})

/** A table whose personal data no rule removes, with the reason. */
export type KeptTable = { readonly table: string; readonly why: string }
export const keptTables = defineExtensionPoint<KeptTable>({ name: "server.kept-tables", key: ({ table }) => table })

/** Entries for several tables that are kept for the same reason. */
export const keptFor = (why: string, tables: readonly string[]): KeptTable[] => tables.map((table) => ({ table, why }))

const BATCH = 500

/**
 * Creates a rule's `remove` from SQL: repeats a statement that changes at most `:most` rows older than `:before` until it
 * changes fewer. A changed row must no longer match.
 */
export const removeBySql =
  (statement: string): RetentionRule["remove"] =>
  async (container, before) => {
    const knex = knexOf(container)
    for (let removed = 0; ;) {
      const changed = await sqlChanges(knex, statement, { before, most: BATCH })
      removed += changed
      if (changed < BATCH) return removed
    }
  }

/** Applies every rule by its clock. A failing rule is logged and does not stop the others. */
export const applyRetention = async (container: MedusaContainer): Promise<Record<string, number>> => {
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const removed: Record<string, number> = {}
  for (const rule of retentionRules.all()) {
    const { table } = rule
    const now = rule.time === "machine" ? Date.now() : clock.now().getTime()
    const before = new Date(now - rule.keptDays * 86_400_000)
    try {
      removed[table] = await rule.remove(container, before)
      if (removed[table]) logger.info(`Retention: ${removed[table]} rows of ${table} (${rule.what})`)
    } catch (error) {
      logger.error(`Retention of ${table} failed`, error instanceof Error ? error : new Error(String(error)))
    }
  }
  return removed
}
