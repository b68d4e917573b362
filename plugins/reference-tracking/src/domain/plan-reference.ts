import { randomUUID } from "node:crypto"

import type { ReferenceKind } from "../contracts"
import { assertUniqueSymbol } from "../contracts/reference-kinds"
import { newReference } from "./new-reference"
import { chainStart, contentHash, nextLink } from "./timeline-chain"

export type TimelineEntry = {
  readonly type: string
  readonly status: string | null
  /** `public` events are shown to anyone with the number, without their note. */
  readonly visibility: "public" | "internal"
  readonly occurredAt: Date
  readonly note?: string
  readonly data?: Record<string, unknown>
}

export type ReferenceToIssue = {
  readonly kind: ReferenceKind
  /** The subject's id; it gets one reference number, which never changes. */
  readonly subjectId: string
  /** A public title: a service's name, never a person's. */
  readonly title: string
  readonly status: string
  readonly occurredAt: Date
  readonly requestId?: string
  /** In chronological order. */
  readonly events: readonly TimelineEntry[]
}

/** Random, so that the hashed content cannot be guessed from its hash. */
export const newEventId = (): string => `tlev_${randomUUID().replaceAll("-", "")}`

const eventRow = (entry: TimelineEntry, previous: string) => {
  const id = newEventId()
  const note = entry.note ?? null
  const content = contentHash({ ...entry, id, note })
  return {
    id,
    type: entry.type,
    status: entry.status,
    visibility: entry.visibility,
    note,
    data: entry.data ?? null,
    occurred_at: entry.occurredAt,
    content_hash: content,
    hash: nextLink(previous, content),
  }
}

/** The rows of a new subject with a new random number: the subject and its chained first events. */
export const planReference = (item: ReferenceToIssue) => {
  assertUniqueSymbol(item.kind)
  const reference = newReference(item.kind)
  const trackedId = `trk_${randomUUID().replaceAll("-", "")}`
  const start = chainStart(reference)
  const { events, head } = item.events.reduce<{ events: ReturnType<typeof eventRow>[]; head: string }>(
    ({ events, head }, entry) => {
      const row = eventRow(entry, head)
      return { events: [...events, row], head: row.hash }
    },
    { events: [], head: start }
  )
  return {
    subject: {
      id: trackedId,
      kind: item.kind,
      subject_id: item.subjectId,
      reference_number: reference,
      title: item.title,
      status: item.status,
      status_since: item.occurredAt,
      request_id: item.requestId ?? null,
      last_seq: events.length,
      head_hash: head,
    },
    events: events.map((event, index) => ({ ...event, tracked_id: trackedId, seq: index + 1 })),
  }
}
