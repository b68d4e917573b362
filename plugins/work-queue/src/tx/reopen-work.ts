import { clock } from "@atrium/kernel"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const REOPEN = `
  WITH opened AS (
    UPDATE work_item SET status = 'due', attempts = 0, run_at = CAST(:now AS timestamptz), finished_at = NULL,
      waits_for = NULL, postponed_since = NULL, updated_at = CAST(:now AS timestamptz)
    WHERE key = ANY(:keys) AND status IN ('dead', 'parked', 'retrying')
    RETURNING key
  ), woken AS (
    SELECT pg_notify('atrium_work', '') FROM opened LIMIT 1
  )
  SELECT coalesce((SELECT array_agg(key) FROM opened), '{}') AS keys, (SELECT count(*) FROM woken) AS woken`

/**
 * Does what Retry in Admin does, for code that has resolved what these items waited for or failed on: parked, dead and
 * retrying items become due now, with their attempts reset. Canceled items stay canceled. Runs in the caller's
 * transaction if `knex` is one. Returns the reopened keys.
 */
export const reopenWork = async (knex: Knex | Knex.Transaction, keys: readonly string[]): Promise<string[]> => {
  if (keys.length === 0) return []
  const row = await sqlRow(knex, z.object({ keys: z.array(column.text) }), REOPEN, {
    keys: [...keys],
    now: clock.now(),
  })
  return row?.keys ?? []
}
