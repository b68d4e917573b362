import type { ReleaseReason } from "../../../contracts/provider-words"
import type { Sql } from "./rows"

export type Released = {
  /** The assignment that ended; null when nobody had the request. */
  assignment_id: string | null
  provider_id: string | null
  /** The work that waited for somebody to fit; null when none did. */
  work_key: string | null
}

// The WHERE is the lock: of two that release at once, one finds the row. Weeks are locked in one order, so that
// releases of the same provider cannot deadlock.
const RELEASE = `
  WITH released AS (
    UPDATE assignment SET released_at = :at, release_reason = :reason, updated_at = :at
    WHERE request_id = :requestId AND released_at IS NULL AND CAST(:reason AS text) IS NOT NULL
    RETURNING id, provider_id, weeks
  ), part AS (
    SELECT released.provider_id, w.week, w.minutes
    FROM released, jsonb_to_recordset(released.weeks) AS w(week date, minutes int)
  ), locked AS (
    SELECT w.provider_id, w.week FROM provider_week w JOIN part USING (provider_id, week)
    ORDER BY w.provider_id, w.week FOR UPDATE OF w
  ), freed AS (
    UPDATE provider_week w SET reserved_minutes = w.reserved_minutes - part.minutes, updated_at = :at
    FROM part JOIN locked USING (provider_id, week)
    WHERE w.provider_id = part.provider_id AND w.week = part.week
  ), settled AS (
    DELETE FROM assignment_waiting WHERE request_id = :requestId RETURNING work_key
  )
  SELECT (SELECT id FROM released) AS assignment_id, (SELECT provider_id FROM released) AS provider_id,
    (SELECT work_key FROM settled) AS work_key`

/**
 * Ends the assignment a request has, gives its effort back week by week, and ends its waiting; without a reason only the
 * waiting ends. Harmless to repeat: nothing is given back twice. One statement.
 */
export const releaseAssignment = async (
  trx: Sql,
  requestId: string,
  { reason, at }: { reason: ReleaseReason | null; at: Date }
): Promise<Released> => {
  const answer: { rows: Released[] } = await trx.raw(RELEASE, { requestId, reason, at })
  return answer.rows[0] ?? { assignment_id: null, provider_id: null, work_key: null }
}
