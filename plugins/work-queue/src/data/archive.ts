import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const BATCH = 5000

/**
 * Archives finished items in two passes of one statement, under a lock that admits one process. A pass copies the keys of
 * old items into `work_key`, and deletes only rows whose key an earlier pass copied more than an hour ago. So at any time a
 * key is in the index of `work_item`, or visible in `work_key` to every statement that began within the last hour, and no
 * enqueue has to wait.
 */
const ARCHIVE = `
  WITH turn AS MATERIALIZED (
    SELECT pg_try_advisory_xact_lock(hashtextextended('atrium.work-queue.archive', 0)) AS mine
  ), copied AS (
    INSERT INTO work_key (key, archived_at)
    SELECT key, clock_timestamp() FROM work_item
    WHERE (SELECT mine FROM turn) AND status IN ('done', 'cancelled')
      AND finished_at < CAST(:before AS timestamptz)
      AND NOT EXISTS (SELECT 1 FROM work_key WHERE work_key.key = work_item.key)
    ORDER BY finished_at LIMIT ${BATCH}
    ON CONFLICT (key) DO NOTHING
    RETURNING key
  ), removed AS (
    DELETE FROM work_item WHERE id IN (
      SELECT work_item.id FROM work_item JOIN work_key ON work_key.key = work_item.key
      WHERE (SELECT mine FROM turn) AND status IN ('done', 'cancelled')
        AND finished_at < CAST(:before AS timestamptz)
        AND work_key.archived_at < clock_timestamp() - interval '1 hour'
      ORDER BY finished_at LIMIT ${BATCH}
      FOR UPDATE OF work_item SKIP LOCKED
    )
    RETURNING id
  )
  SELECT (SELECT count(*) FROM copied)::int AS copied, (SELECT count(*) FROM removed)::int AS removed`

const Archived = z.object({ copied: column.integer, removed: column.integer })
export type Archived = z.infer<typeof Archived>

/** Archives items done or canceled before that time. Returns the number of keys copied and rows removed. */
export const archiveFinished = async (knex: Knex, before: Date): Promise<Archived> => {
  const total = { copied: 0, removed: 0 }
  for (;;) {
    const { copied, removed } = (await sqlRow(knex, Archived, ARCHIVE, { before })) ?? { copied: 0, removed: 0 }
    total.copied += copied
    total.removed += removed
    if (copied < BATCH && removed < BATCH) return total
  }
}
