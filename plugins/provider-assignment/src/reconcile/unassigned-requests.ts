import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Open requests that nobody has, nobody decided to wait with, and that were left alone for a minute: what nothing
 * announced. `recentOnly`: those of the last two hours. One statement.
 */
export const forgottenRequests = async (
  knex: Knex,
  { now, recentOnly, limit }: { now: Date; recentOnly: boolean; limit: number }
): Promise<{ request_id: string; last_assignment_id: string | null }[]> => {
  const answer: { rows: { request_id: string; last_assignment_id: string | null }[] } = await knex.raw(
    `SELECT r.id AS request_id,
       (SELECT a.id FROM assignment a WHERE a.request_id = r.id ORDER BY a.assigned_at DESC, a.id DESC LIMIT 1)
         AS last_assignment_id
     FROM service_request r
     WHERE r.status = 'pending_contact' AND r.provider_id IS NULL AND r.deleted_at IS NULL
       AND r.updated_at < CAST(:now AS timestamptz) - interval '1 minute'
       ${recentOnly ? "AND r.updated_at > CAST(:now AS timestamptz) - interval '2 hours'" : ""}
       AND NOT EXISTS (SELECT 1 FROM assignment_waiting w WHERE w.request_id = r.id)
       AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.request_id = r.id AND a.released_at IS NULL)
     ORDER BY r.created_at, r.id
     LIMIT :limit`,
    { now, limit }
  )
  return answer.rows
}
