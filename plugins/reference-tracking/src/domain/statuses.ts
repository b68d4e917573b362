import { createRegistry } from "@atrium/kernel"

import type { ReferenceKind } from "../contracts"

/** What a status means to the person who waits. Sentences are shown as they are. */
export type TrackedStatus = {
  readonly label: string
  readonly description: string
  /** What happens next; shown beside the date range. Null when nothing follows. */
  readonly next_step: string | null
  /** Fewest and most working days from entering the status until the next step. */
  readonly expected_working_days: readonly [min: number, max: number] | null
  readonly final: boolean
}
export type TrackedStatuses = Readonly<Record<string, TrackedStatus>>

const statuses = createRegistry<TrackedStatuses>("reference-tracking.statuses")
const eventLabels = createRegistry<Readonly<Record<string, string>>>("reference-tracking.event-labels")

/** What is shown when nothing is registered in the reader's language. */
export const DEFAULT_LOCALE = "en"

/**
 * A plugin tells, at import time, what the statuses of its things mean. Call it once per language; English is the
 * fallback and must be there.
 */
export const registerTrackedStatuses = (kind: ReferenceKind, table: TrackedStatuses, locale = DEFAULT_LOCALE): void =>
  statuses.register(`${kind}:${locale}`, table)

/** Labels for public timeline events that are not a change of status, by event type. */
export const registerTimelineLabels = (
  kind: ReferenceKind,
  labels: Readonly<Record<string, string>>,
  locale = DEFAULT_LOCALE
): void => eventLabels.register(`${kind}:${locale}`, labels)

export type Wording = { readonly statuses: TrackedStatuses; readonly eventLabels: Readonly<Record<string, string>> }

/** The words for a kind in a language; what is not translated stays English. */
export const wordingFor = (kind: ReferenceKind, locale: string): Wording => ({
  statuses: { ...statuses.get(`${kind}:${DEFAULT_LOCALE}`), ...statuses.get(`${kind}:${locale}`) },
  eventLabels: { ...eventLabels.get(`${kind}:${DEFAULT_LOCALE}`), ...eventLabels.get(`${kind}:${locale}`) },
})

/** Languages that something is registered in. */
export const knownLocales = (): ReadonlySet<string> =>
  new Set([DEFAULT_LOCALE, ...statuses.entries().map(([key]) => key.slice(key.indexOf(":") + 1))])
