import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ReferenceKind } from "../../contracts"

export type TrackedFacts = {
  readonly reference_number: string
  readonly kind: ReferenceKind
  readonly title: string
  readonly status: string
  readonly status_since: Date
  readonly updated_at: Date
  readonly events: ReadonlyArray<{ type: string; status: string | null; occurred_at: string }>
}

export type FullTimelineEvent = {
  readonly id: string
  readonly seq: number
  readonly type: string
  readonly status: string | null
  readonly visibility: "public" | "internal"
  readonly note: string | null
  readonly data: Record<string, unknown> | null
  readonly occurred_at: Date
}

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

/** One statement, whatever the number is; undefined when nobody has it. Holds nothing personal and no notes. */
export const findPublicFacts = async (knex: Knex, referenceNumber: string): Promise<TrackedFacts | undefined> => {
  const answer: { rows: TrackedFacts[] } = await knex.raw(FIND_PUBLIC, [referenceNumber])
  return answer.rows[0]
}

/** A subject's timeline with notes, oldest first; without the internal events unless `internal`. */
export const findTimeline = async (
  knex: Knex,
  subjectId: string,
  options: { internal: boolean }
): Promise<FullTimelineEvent[]> => {
  const answer: { rows: FullTimelineEvent[] } = await knex.raw(LIST_TIMELINE, [subjectId, options.internal])
  return answer.rows
}
