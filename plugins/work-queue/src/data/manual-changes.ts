import { clock, commonErrors } from "@atrium/kernel"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { RetryWorkItemGroup, WorkItemView, WorkStatus } from "../contracts"
import { CANCELLABLE_STATUSES, RETRYABLE_STATUSES } from "../domain/transitions"
import { GROUP_REASON } from "./groups"
import { viewOf } from "./work-item-view"

// The WHERE is the lock: 0 rows mean that the state does not allow it, or that another change was faster. The reason of
// the last failure stays until the next attempt, so that staff still see it.
const MOVE = (assignments: string, notify: string) => `
  WITH moved AS (
    UPDATE work_item SET ${assignments}, updated_at = CAST(:now AS timestamptz)
    WHERE id = :id AND status = ANY(:from)
    RETURNING *
  )
  SELECT moved.*${notify} FROM moved`

const DUE_NOW =
  "status = 'due', attempts = 0, run_at = CAST(:now AS timestamptz), finished_at = NULL, waits_for = NULL, postponed_since = NULL"

const RETRY = MOVE(DUE_NOW, ", pg_notify('atrium_work', '') AS woken")
const CANCEL = MOVE("status = 'cancelled', waits_for = NULL, finished_at = CAST(:now AS timestamptz)", "")

const move = async (knex: Knex, sql: string, id: string, from: readonly WorkStatus[]): Promise<WorkItemView> => {
  const row = await sqlRow(knex, z.looseObject({}), sql, { id, from: [...from], now: clock.now() })
  if (row) return viewOf(row)
  const existing = await sqlRow(knex, z.object({ status: column.text }), "SELECT status FROM work_item WHERE id = ?", [
    id,
  ])
  if (!existing) throw commonErrors.fail("not_found")
  throw commonErrors.fail("invalid_transition", { details: { status: `This item is ${existing.status}` } })
}

/** Makes an item due now and resets its attempts. Throws `not_found`, `invalid_transition`. */
export const retryManually = (knex: Knex, id: string): Promise<WorkItemView> =>
  move(knex, RETRY, id, RETRYABLE_STATUSES)

/** Cancels an item. Its key stays taken. Throws `not_found`, `invalid_transition`. */
export const cancelManually = (knex: Knex, id: string): Promise<WorkItemView> =>
  move(knex, CANCEL, id, CANCELLABLE_STATUSES)

const RETRY_GROUP = `
  WITH moved AS (
    UPDATE work_item SET ${DUE_NOW}, updated_at = CAST(:now AS timestamptz)
    WHERE status = :status AND kind = :kind AND ${GROUP_REASON} = :reason
    RETURNING id
  ), woken AS (
    SELECT pg_notify('atrium_work', '') FROM moved LIMIT 1
  )
  SELECT count(*)::int AS retried, (SELECT count(*) FROM woken) AS woken FROM moved`

/** Makes every item of a group due now and resets attempts. Returns their number; items that have left the group are skipped. */
export const retryGroupManually = async (knex: Knex, group: RetryWorkItemGroup): Promise<number> => {
  const row = await sqlRow(knex, z.object({ retried: column.integer }), RETRY_GROUP, { ...group, now: clock.now() })
  return row?.retried ?? 0
}
