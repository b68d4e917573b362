import type { PublicTracking, ReferenceKind } from "../contracts"
import type { Wording } from "./statuses"
import { expectedRange } from "./expected-range"

export type FactsToPresent = {
  readonly reference_number: string
  readonly kind: ReferenceKind
  readonly title: string
  readonly status: string
  readonly status_since: Date
  readonly updated_at: Date
  readonly events: ReadonlyArray<{ type: string; status: string | null; occurred_at: Date | string }>
}

/** A readable form of a code without an entry: `documents_received` → "Documents received". */
const humanized = (code: string): string => {
  const words = code.replace(/[._-]+/g, " ").trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const labelOf = (event: { type: string; status: string | null }, wording: Wording): string =>
  wording.eventLabels[event.type] ??
  (event.status === null ? humanized(event.type) : (wording.statuses[event.status]?.label ?? humanized(event.status)))

/** What the tracking page shows, from the stored facts, the labels and the time. Pure. */
export const presentTracking = (facts: FactsToPresent, wording: Wording, now: Date): PublicTracking => {
  const status = wording.statuses[facts.status]
  const days = status?.expected_working_days ?? null
  return {
    reference_number: facts.reference_number,
    kind: facts.kind,
    status: facts.status,
    status_label: status?.label ?? humanized(facts.status),
    status_description: status?.description ?? null,
    final: status?.final ?? false,
    service: facts.title,
    updated_at: facts.updated_at.toISOString(),
    next_step:
      status && status.next_step !== null
        ? { description: status.next_step, expected: days ? expectedRange(facts.status_since, days, now) : null }
        : null,
    timeline: facts.events.map((event) => ({
      type: event.type,
      status: event.status,
      label: labelOf(event, wording),
      occurred_at: new Date(event.occurred_at).toISOString(),
    })),
  }
}
