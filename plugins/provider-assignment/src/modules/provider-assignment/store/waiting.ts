import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"

import type { Sql } from "./rows"

export type WaitingRow = { request_id: string; work_key: string }

// A row that somebody holds is being decided about at this moment; waiting for it could deadlock.
const HURRY = `
  WITH free AS (
    SELECT request_id FROM assignment_waiting WHERE look_again_at > :at FOR UPDATE SKIP LOCKED
  ), hurried AS (
    UPDATE assignment_waiting w SET look_again_at = :at FROM free WHERE w.request_id = free.request_id
    RETURNING w.request_id
  )
  SELECT ${ENQUEUE_WORK_SQL} FROM (SELECT 1 FROM hurried LIMIT 1) AS any_row`

/** Makes every request that waits for somebody due to be looked at, and that work due; nothing waits: nothing is written. */
export const hurryWaiting = async (trx: Sql, at: Date, work: WorkToEnqueue): Promise<void> => {
  await trx.raw(HURRY, { at, ...enqueueWorkBindings([work]) })
}

/**
 * Takes some of the requests that it is time to look at, oldest first, and sets their next time, so that two processes
 * do not look at the same ones. One statement.
 */
export const takeWaiting = async (
  knex: Sql,
  { now, next, limit }: { now: Date; next: Date; limit: number }
): Promise<WaitingRow[]> => {
  const answer: { rows: WaitingRow[] } = await knex.raw(
    `WITH due AS (
       SELECT request_id FROM assignment_waiting WHERE look_again_at <= :now
       ORDER BY since, request_id LIMIT :limit FOR UPDATE SKIP LOCKED
     )
     UPDATE assignment_waiting w SET look_again_at = :next FROM due WHERE w.request_id = due.request_id
     RETURNING w.request_id, w.work_key`,
    { now, next, limit }
  )
  return answer.rows
}

/** These requests wait for nobody any more. */
export const endWaiting = async (knex: Sql, requestIds: readonly string[]): Promise<void> => {
  if (requestIds.length)
    await knex("assignment_waiting")
      .whereIn("request_id", [...requestIds])
      .delete()
}
