import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { ReferenceToIssue } from "../domain/plan-reference"
import { planReference } from "../domain/plan-reference"

const ATTEMPTS = 5

// One statement: a subject that has a number and a number that is taken insert nothing, and events are inserted only for
// inserted subjects.
const INSERT = `
  WITH subject AS (
    INSERT INTO tracked_subject
      (id, kind, subject_id, reference_number, title, status, status_since, request_id, last_seq, head_hash,
       created_at, updated_at)
    SELECT s.id, s.kind, s.subject_id, s.reference_number, s.title, s.status, s.status_since, s.request_id, s.last_seq,
      s.head_hash, s.status_since, s.status_since
    FROM jsonb_to_recordset(?::jsonb) AS s (id text, kind text, subject_id text, reference_number text, title text,
      status text, status_since timestamptz, request_id text, last_seq int, head_hash text)
    ON CONFLICT DO NOTHING
    RETURNING id, subject_id, reference_number
  ), event AS (
    INSERT INTO timeline_event
      (id, subject_id, seq, type, status, visibility, note, data, occurred_at, content_hash, hash, created_at, updated_at)
    SELECT e.id, subject.subject_id, e.seq, e.type, e.status, e.visibility, e.note, e.data, e.occurred_at,
      e.content_hash, e.hash, e.occurred_at, e.occurred_at
    FROM jsonb_to_recordset(?::jsonb) AS e (id text, tracked_id text, seq int, type text, status text, visibility text,
      note text, data jsonb, occurred_at timestamptz, content_hash text, hash text)
    JOIN subject ON subject.id = e.tracked_id
  )
  SELECT subject_id, reference_number FROM subject`

const EXISTING = "SELECT subject_id, reference_number FROM tracked_subject WHERE subject_id = ANY(?)"

const Numbered = z.object({ subject_id: column.text, reference_number: column.text })

/**
 * Issues a reference number to each subject and writes its first timeline events, in the caller's transaction. A subject
 * that already has a number keeps it and gets no further events, so the call is idempotent.
 * @returns the reference number of every subject, by subject id
 */
export const issueReferences = async (
  knex: Knex | Knex.Transaction,
  items: readonly ReferenceToIssue[]
): Promise<Map<string, string>> => {
  const issued = new Map<string, string>()
  let open = [...new Map(items.map((item) => [item.subjectId, item])).values()]
  for (let attempt = 0; open.length; attempt++) {
    if (attempt === ATTEMPTS) throw new Error(`No free reference number after ${ATTEMPTS} attempts`)
    const plans = open.map(planReference)
    const subjects = JSON.stringify(plans.map((plan) => plan.subject))
    const events = JSON.stringify(plans.flatMap((plan) => plan.events))
    collect(issued, await sqlRows(knex, Numbered, INSERT, [subjects, events]))
    open = open.filter((item) => !issued.has(item.subjectId))
    if (!open.length) break
    const ids = open.map((item) => item.subjectId)
    collect(issued, await sqlRows(knex, Numbered, EXISTING, [ids]))
    open = open.filter((item) => !issued.has(item.subjectId))
  }
  return issued
}

const collect = (issued: Map<string, string>, rows: readonly z.infer<typeof Numbered>[]): void => {
  for (const row of rows) issued.set(row.subject_id, row.reference_number)
}
