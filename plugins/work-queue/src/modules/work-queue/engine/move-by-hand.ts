import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { WorkItemView, WorkStatus } from "../../../contracts"
import { CANCELLABLE_STATUSES, RETRYABLE_STATUSES } from "../../../domain/transitions"
import { viewOf, type WorkItemRow } from "./view"

// The WHERE is the lock: 0 rows mean somebody was faster or the state does not allow it. The reason of the last
// failure stays until the next attempt, so that the operator still sees it.
const MOVE = (assignments: string, notify: string) => `
  WITH moved AS (
    UPDATE work_item SET ${assignments}, updated_at = CAST(:now AS timestamptz)
    WHERE id = :id AND status = ANY(:from)
    RETURNING *
  )
  SELECT moved.*${notify} FROM moved`

const RETRY = MOVE(
  "status = 'due', attempts = 0, run_at = CAST(:now AS timestamptz), finished_at = NULL",
  ", pg_notify('atrium_work', '') AS woken"
)
const CANCEL = MOVE("status = 'cancelled', finished_at = CAST(:now AS timestamptz)", "")

const move = async (knex: Knex, sql: string, id: string, from: readonly WorkStatus[]): Promise<WorkItemView> => {
  const answer: { rows: WorkItemRow[] } = await knex.raw(sql, { id, from: [...from], now: clock.now() })
  const row = answer.rows[0]
  if (row) return viewOf(row)
  const existing: { status: WorkStatus } | undefined = await knex<WorkItemRow>("work_item")
    .where({ id })
    .first("status")
  if (!existing) throw commonErrors.fail("not_found")
  throw commonErrors.fail("invalid_transition", { details: { status: `This item is ${existing.status}` } })
}

/** Due now, with all its attempts again. Throws `not_found`, `invalid_transition`. */
export const retryByHand = (knex: Knex, id: string): Promise<WorkItemView> => move(knex, RETRY, id, RETRYABLE_STATUSES)

/** Given up. Its key stays taken. Throws `not_found`, `invalid_transition`. */
export const cancelByHand = (knex: Knex, id: string): Promise<WorkItemView> =>
  move(knex, CANCEL, id, CANCELLABLE_STATUSES)
