import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** `at` as Postgres writes it: a Date would lose the microseconds and meet the same rows again. */
export type ForgottenRequest = { request_id: string; at: string; last_assignment_id: string | null }

/**
 * Open requests that nobody has, nobody decided to wait with, and that were left alone for a minute: what nothing
 * announced. A page of those that changed since then, oldest first.
 */
export const forgottenRequests = async (
  knex: Knex,
  { now, since, after, limit }: ReconcilePage<ForgottenRequest> & { now: Date }
): Promise<ForgottenRequest[]> => {
  const answer: { rows: ForgottenRequest[] } = await knex.raw(
    `SELECT r.id AS request_id, CAST(r.created_at AS text) AS at,
       (SELECT a.id FROM assignment a WHERE a.request_id = r.id ORDER BY a.assigned_at DESC, a.id DESC LIMIT 1)
         AS last_assignment_id
     FROM service_request r
     WHERE r.status = 'pending_contact' AND r.provider_id IS NULL AND r.deleted_at IS NULL
       AND r.updated_at < CAST(:now AS timestamptz) - interval '1 minute'
       AND r.updated_at > CAST(:since AS timestamptz)
       AND (r.created_at, r.id) > (CAST(:at AS timestamptz), :id)
       AND NOT EXISTS (SELECT 1 FROM assignment_waiting w WHERE w.request_id = r.id)
       AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.request_id = r.id AND a.released_at IS NULL)
     ORDER BY r.created_at, r.id
     LIMIT :limit`,
    { now, since, limit, at: after?.at ?? "-infinity", id: after?.request_id ?? "" }
  )
  return answer.rows
}
