import { clock, defineExtensionPoint } from "@atrium/kernel"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { knexOf, sqlChanges } from "./sql-rows"

/** How long personal data is kept, and what happens to it then. The owner of the rows declares it. */
export type RetentionRule = {
  /** Whose rows it is about. */
  readonly table: string
  /** What is removed or emptied, in words. */
  readonly what: string
  readonly keptDays: number
  /** Why that long. */
  readonly why: string
  /** What the rows' times are by; tokens and files carry the machine's, all else the business clock's. */
  readonly time?: "machine"
  /** Removes what is older than `before`, in batches that each commit; returns how many rows. Repeating it is harmless. */
  remove(container: MedusaContainer, before: Date): Promise<number>
}

/** How long the personal data of tables is kept; applied each night. */
export const retentionRules = defineExtensionPoint<RetentionRule>({
  name: "server.retention-rules",
  key: ({ table }) => table,
})

/** A table whose personal data no rule removes, with the reason. */
export type KeptTable = { readonly table: string; readonly why: string }
export const keptTables = defineExtensionPoint<KeptTable>({ name: "server.kept-tables", key: ({ table }) => table })

/** Entries for tables that are kept for one reason. */
export const keptFor = (why: string, tables: readonly string[]): KeptTable[] => tables.map((table) => ({ table, why }))

const BATCH = 500

/**
 * A rule's `remove` for rows of the owner's table: repeats a statement that changes at most `:most` rows older than
 * `:before` until one changes fewer. Every row it changes must no longer match.
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

/** Applies every rule, as of the business clock unless it says otherwise. A rule that fails is logged and keeps none of the others from running. */
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
