import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const TrackedFacts = z.object({
  reference_number: column.text,
  kind: column.text,
  title: column.text,
  status: column.text,
  status_since: column.timestamp,
  updated_at: column.timestamp,
  events: z.array(z.object({ type: z.string(), status: z.string().nullable(), occurred_at: z.string() })),
})
export type TrackedFacts = z.infer<typeof TrackedFacts>

const FullTimelineEvent = z.object({
  id: column.text,
  seq: column.integer,
  type: column.text,
  status: column.text.nullable(),
  visibility: z.enum(["public", "internal"]),
  note: column.text.nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  occurred_at: column.timestamp,
})
export type FullTimelineEvent = Readonly<z.infer<typeof FullTimelineEvent>>

const FIND_PUBLIC = `
  SELECT s.reference_number, s.kind, s.title, s.status, s.status_since, s.updated_at,
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('type', e.type, 'status', e.status, 'occurred_at', e.occurred_at) ORDER BY e.seq)
      FROM timeline_event e WHERE e.subject_id = s.subject_id AND e.visibility = 'public'
    ), '[]') AS events
  FROM tracked_subject s WHERE s.reference_number = ?`

const LIST_TIMELINE = `
  SELECT id, seq, type, status, visibility, note, data, occurred_at FROM timeline_event
  WHERE subject_id = ? AND (visibility = 'public' OR ?::boolean) ORDER BY seq`

/** Null when no subject has the number. Always sends the same query. Returns no personal data and no notes. */
export const findPublicFacts = (knex: Knex, referenceNumber: string): Promise<TrackedFacts | null> =>
  sqlRow(knex, TrackedFacts, FIND_PUBLIC, [referenceNumber])

/** A subject's timeline with notes, oldest first; internal events only if `internal`. */
export const findTimeline = (
  knex: Knex,
  subjectId: string,
  options: { internal: boolean }
): Promise<FullTimelineEvent[]> => sqlRows(knex, FullTimelineEvent, LIST_TIMELINE, [subjectId, options.internal])
