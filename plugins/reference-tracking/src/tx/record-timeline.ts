import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { newEventId } from "../domain/plan-reference"
import { contentHash } from "../domain/timeline-chain"

export type TimelineToRecord = {
  readonly subjectId: string
  /** The new status; omit it when the event does not change the status. */
  readonly status?: string
  readonly type: string
  readonly visibility: "public" | "internal"
  readonly occurredAt: Date
  readonly note?: string
  readonly data?: Record<string, unknown>
}

// The update locks the subject, so that parallel writers get different places in the chain.
const RECORD = `
  WITH subject AS (
    UPDATE tracked_subject SET
      status = coalesce(:status::text, status),
      status_since = CASE WHEN :status::text IS DISTINCT FROM status AND :status::text IS NOT NULL
        THEN :occurredAt::timestamptz ELSE status_since END,
      updated_at = :occurredAt::timestamptz,
      last_seq = last_seq + 1,
      head_hash = encode(sha256(decode(head_hash, 'hex') || decode(:contentHash::text, 'hex')), 'hex')
    WHERE subject_id = :subjectId
    RETURNING subject_id, reference_number, last_seq, head_hash
  ), event AS (
    INSERT INTO timeline_event
      (id, subject_id, seq, type, status, visibility, note, data, occurred_at, content_hash, hash, created_at, updated_at)
    SELECT :id, subject_id, last_seq, :type, :status, :visibility, :note, :data::jsonb, :occurredAt::timestamptz,
      :contentHash, head_hash, :occurredAt::timestamptz, :occurredAt::timestamptz
    FROM subject
  )
  SELECT reference_number, last_seq FROM subject`

const Recorded = z.object({ reference_number: column.text, last_seq: column.integer })

/**
 * Adds an event to a subject's timeline and, when `status` is given, changes its tracked status, in the caller's
 * transaction.
 * @throws Error when the subject has no reference number
 */
export const recordTimeline = async (
  knex: Knex | Knex.Transaction,
  entry: TimelineToRecord
): Promise<{ reference: string; seq: number }> => {
  const id = newEventId()
  const note = entry.note ?? null
  const status = entry.status ?? null
  const row = await sqlRow(knex, Recorded, RECORD, {
    id,
    note,
    status,
    subjectId: entry.subjectId,
    type: entry.type,
    visibility: entry.visibility,
    occurredAt: entry.occurredAt.toISOString(),
    data: entry.data ? JSON.stringify(entry.data) : null,
    contentHash: contentHash({ ...entry, id, note, status }),
  })
  if (!row) throw new Error("A timeline event needs a subject with a reference number")
  return { reference: row.reference_number, seq: row.last_seq }
}
