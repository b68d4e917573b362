import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** How long personal data is kept, and what happens to it then. The owner of the rows declares it. */
export type RetentionRule = {
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

const SLOT = Symbol.for("atrium.server.retention")
type Declared = { readonly rules: Map<string, RetentionRule>; readonly kept: Map<string, string> }
const holder = globalThis as typeof globalThis & { [SLOT]?: Declared }
const declared = (): Declared => (holder[SLOT] ??= { rules: new Map(), kept: new Map() })

/** Declares a rule under the table it is about. */
export const registerRetention = (table: string, rule: RetentionRule): void => void declared().rules.set(table, rule)

/** Declares tables whose personal data no rule removes, each with the reason. */
export const registerKept = (reasons: Readonly<Record<string, string>>): void => {
  for (const [table, why] of Object.entries(reasons)) declared().kept.set(table, why)
}

/** All rules, by table. */
export const retentionRules = (): ReadonlyMap<string, RetentionRule> => declared().rules

/** Why tables are kept, by table. */
export const keptTables = (): ReadonlyMap<string, string> => declared().kept

const BATCH = 500

/**
 * A rule's `remove` for rows of the owner's table: repeats a statement that changes at most `:most` rows older than
 * `:before` until one changes fewer. Every row it changes must no longer match.
 */
export const removeBySql =
  (statement: string): RetentionRule["remove"] =>
  async (container, before) => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    for (let removed = 0; ;) {
      const answer: { rowCount: number | null } = await knex.raw(statement, { before, most: BATCH })
      removed += answer.rowCount ?? 0
      if ((answer.rowCount ?? 0) < BATCH) return removed
    }
  }

/** Applies every rule, as of the business clock unless it says otherwise. A rule that fails is logged and keeps none of the others from running. */
export const applyRetention = async (container: MedusaContainer): Promise<Record<string, number>> => {
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const removed: Record<string, number> = {}
  for (const [table, rule] of retentionRules()) {
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
