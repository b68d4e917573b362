import type { ReferenceKind } from "../contracts"

/** What a status means to the customer. Texts are shown unchanged. */
export type TrackedStatus = {
  readonly label: string
  readonly description: string
  /** The next step, shown beside the date range. Null when there is none. */
  readonly next_step: string | null
  /** Minimum and maximum working days from entering the status until the next step. */
  readonly expected_working_days: readonly [min: number, max: number] | null
  readonly final: boolean
}
export type TrackedStatuses = Readonly<Record<string, TrackedStatus>>

/** The fallback for missing translations. */
export const DEFAULT_LOCALE = "en"

/** A text in several languages, always including English. */
export type Translated<T> = { readonly en: T } & Readonly<Record<string, T | undefined>>

/** One status of a kind. */
export type TrackedStatusEntry = {
  readonly kind: ReferenceKind
  readonly status: string
  readonly words: Translated<TrackedStatus>
}

/** A public event that does not change the status. */
export type TimelineLabelEntry = {
  readonly kind: ReferenceKind
  readonly type: string
  readonly words: Translated<string>
}

export type Wording = { readonly statuses: TrackedStatuses; readonly eventLabels: Readonly<Record<string, string>> }

type Known = { readonly statuses: readonly TrackedStatusEntry[]; readonly labels: readonly TimelineLabelEntry[] }

/** The texts for a kind in a language, with English for missing translations. */
export const wordingFor = ({ statuses, labels }: Known, kind: ReferenceKind, locale: string): Wording => ({
  statuses: Object.fromEntries(
    statuses
      .filter((entry) => entry.kind === kind)
      .map(({ status, words }) => [status, words[locale] ?? words[DEFAULT_LOCALE]])
  ),
  eventLabels: Object.fromEntries(
    labels
      .filter((entry) => entry.kind === kind)
      .map(({ type, words }) => [type, words[locale] ?? words[DEFAULT_LOCALE]])
  ),
})

/** Languages that at least one status has texts in. */
export const knownLocales = ({ statuses }: Known): ReadonlySet<string> =>
  new Set([DEFAULT_LOCALE, ...statuses.flatMap(({ words }) => Object.keys(words))])
