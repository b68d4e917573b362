import { clock } from "@atrium/kernel"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { WorkToEnqueue } from "../contracts"
import { enqueueWork, enqueueWorkKeys } from "../tx"

const PAGE_SIZE = 500
const RECENT_HOURS = 2

/** Input of every reconciler: it processes what happened since then. */
export type ReconcileSpan = { readonly since: Date }

/** For the nightly runs. */
export const EVERYTHING: ReconcileSpan = { since: new Date(0) }

/**
 * For the runs every minute: the last two hours. Core's timestamps use the machine's time, which can differ from business
 * time (demo, tests), so the earlier of the two counts.
 */
export const recently = (): ReconcileSpan => ({
  since: new Date(Math.min(clock.now().getTime(), Date.now()) - RECENT_HOURS * 3_600_000),
})

/** Work that a reconciler may not reopen: staff decide about it, or it was archived long ago. */
const SkippedWork = z.object({
  dead: column.integer,
  parked: column.integer,
  cancelled: column.integer,
  archived: column.integer,
})
export type SkippedWork = Readonly<z.infer<typeof SkippedWork>>

/** Result of a reconciler: the number of work items written or reopened, and those it had to skip. */
export type Reconciled = { readonly written: number; readonly skipped: SkippedWork }

const NOTHING: Reconciled = { written: 0, skipped: { dead: 0, parked: 0, cancelled: 0, archived: 0 } }

const SKIPPED = `
  SELECT count(*) FILTER (WHERE status = 'dead')::int AS dead, count(*) FILTER (WHERE status = 'parked')::int AS parked,
    count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
    (SELECT count(*)::int FROM work_key WHERE key = ANY(:keys)
      AND NOT EXISTS (SELECT 1 FROM work_item WHERE work_item.key = work_key.key))::int AS archived
  FROM work_item WHERE key = ANY(:keys)`

/** The sum of several results. */
export const reconciledTogether = (parts: readonly Reconciled[]): Reconciled =>
  parts.reduce(
    (sum, { written, skipped }) => ({
      written: sum.written + written,
      skipped: {
        dead: sum.skipped.dead + skipped.dead,
        parked: sum.skipped.parked + skipped.parked,
        cancelled: sum.skipped.cancelled + skipped.cancelled,
        archived: sum.skipped.archived + skipped.archived,
      },
    }),
    NOTHING
  )

/** Enqueues or reopens work whose result is missing, even if it is done, and returns what it had to skip. */
export const redoWork = async (knex: Knex, missing: readonly WorkToEnqueue[]): Promise<Reconciled> => {
  if (missing.length === 0) return NOTHING
  const written = new Set(await enqueueWorkKeys(knex, missing, { reopenDone: true }))
  const left = missing.map(({ key }) => key).filter((key) => !written.has(key))
  if (left.length === 0) return { ...NOTHING, written: written.size }
  const skipped = await sqlRow(knex, SkippedWork, SKIPPED, { keys: left })
  return { written: written.size, skipped: skipped ?? NOTHING.skipped }
}

/** The page of candidates after `after` (the last row of the previous page), in a stable order. */
export type ReconcilePage<Row> = { readonly since: Date; readonly after: Row | null; readonly limit: number }

export type ReconcileWork = {
  /** Work whose result is missing: reopened if it is done. */
  readonly missing?: readonly WorkToEnqueue[]
  /** Work that should exist: enqueued if it does not. */
  readonly expected?: readonly WorkToEnqueue[]
}

/**
 * Reads all candidates page by page and enqueues the work of each page. A candidate that cannot be fixed (its work is
 * dead or canceled) does not hide later ones.
 */
export const reconcileInPages = async <Row>(
  container: MedusaContainer,
  { since }: ReconcileSpan,
  find: (knex: Knex, page: ReconcilePage<Row>) => Promise<Row[]>,
  workFor: (rows: readonly Row[]) => ReconcileWork | Promise<ReconcileWork>
): Promise<Reconciled> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  let total = NOTHING
  for (let after: Row | null = null; ;) {
    const rows: Row[] = await find(knex, { since, after, limit: PAGE_SIZE })
    const { missing = [], expected = [] } = rows.length ? await workFor(rows) : {}
    const announced = { ...NOTHING, written: await enqueueWork(knex, expected) }
    total = reconciledTogether([total, announced, await redoWork(knex, missing)])
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE_SIZE) return total
    after = last
  }
}

/** Logs what a reconciler found broken and had to skip; for the nightly runs, which read everything. */
export const reportReconciled = (container: MedusaContainer, what: string, { written, skipped }: Reconciled): void => {
  const left = Object.entries(skipped).flatMap(([state, count]) => (count > 0 ? [`${count} ${state}`] : []))
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  if (left.length > 0)
    logger.warn(
      `${what}: still broken, staff must decide (Admin → Operations): ${left.join(", ")}; work items enqueued: ${written}`
    )
  else if (written > 0) logger.info(`${what}: ${written} work items enqueued`)
}
