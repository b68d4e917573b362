import { column, sqlChanges, sqlRows } from "@atrium/server"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** A request that no provider was eligible for, and the work that is parked for it. */
const ParkedRequest = z.object({ request_id: column.text, work_key: column.text })
export type ParkedRequest = z.infer<typeof ParkedRequest>

// A locked row is being decided now; waiting for it could deadlock.
const WAKE = `
  WITH free AS (
    SELECT request_id FROM assignment_waiting WHERE look_again_at > :at FOR UPDATE SKIP LOCKED
  ), woken AS (
    UPDATE assignment_waiting w SET look_again_at = :at FROM free WHERE w.request_id = free.request_id
    RETURNING w.request_id
  )
  SELECT ${ENQUEUE_WORK_SQL} FROM (SELECT 1 FROM woken LIMIT 1) AS any_row`

/** Schedules every parked request to be checked now, and the work that checks them; writes nothing when none is parked. */
export const wakeParked = async (trx: Knex, at: Date, work: WorkToEnqueue): Promise<void> => {
  await trx.raw(WAKE, { at, ...enqueueWorkBindings([work]) })
}

/** Takes parked requests that are due to be checked, oldest first, and sets their next time: no two processes get the same. */
export const takeParked = (
  knex: Knex,
  { now, next, limit }: { now: Date; next: Date; limit: number }
): Promise<ParkedRequest[]> =>
  sqlRows(
    knex,
    ParkedRequest,
    `WITH due AS (
       SELECT request_id FROM assignment_waiting WHERE look_again_at <= :now
       ORDER BY since, request_id LIMIT :limit FOR UPDATE SKIP LOCKED
     )
     UPDATE assignment_waiting w SET look_again_at = :next FROM due WHERE w.request_id = due.request_id
     RETURNING w.request_id, w.work_key`,
    { now, next, limit }
  )

/** These requests no longer need a provider. */
export const unpark = async (knex: Knex, requestIds: readonly string[]): Promise<void> => {
  if (requestIds.length > 0)
    await sqlChanges(knex, "DELETE FROM assignment_waiting WHERE request_id = ANY(:ids)", { ids: [...requestIds] })
}

const Unattended = z.object({ request_id: column.text, last_assignment_id: column.text.nullable() })

/** Of these requests those that are neither assigned nor parked, with the last assignment they had. */
export const unattendedOf = (knex: Knex, requestIds: readonly string[]): Promise<z.infer<typeof Unattended>[]> =>
  sqlRows(
    knex,
    Unattended,
    `SELECT r.id AS request_id,
       (SELECT a.id FROM assignment a WHERE a.request_id = r.id ORDER BY a.assigned_at DESC, a.id DESC LIMIT 1)
         AS last_assignment_id
     FROM unnest(CAST(:ids AS text[])) AS r(id)
     WHERE NOT EXISTS (SELECT 1 FROM assignment_waiting w WHERE w.request_id = r.id)
       AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.request_id = r.id AND a.released_at IS NULL)`,
    { ids: [...requestIds] }
  )
