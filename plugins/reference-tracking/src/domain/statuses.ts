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

/** What is shown where no words are known in the reader's language. */
export const DEFAULT_LOCALE = "en"

/** The same in several languages, English always among them. */
export type Translated<T> = { readonly en: T } & Readonly<Record<string, T | undefined>>

/** One status of the things of one kind. */
export type TrackedStatusEntry = {
  readonly kind: ReferenceKind
  readonly status: string
  readonly words: Translated<TrackedStatus>
}

/** A public event that changes no status. */
export type TimelineLabelEntry = {
  readonly kind: ReferenceKind
  readonly type: string
  readonly words: Translated<string>
}

export type Wording = { readonly statuses: TrackedStatuses; readonly eventLabels: Readonly<Record<string, string>> }

type Known = { readonly statuses: readonly TrackedStatusEntry[]; readonly labels: readonly TimelineLabelEntry[] }

/** The words for a kind in a language; what is not translated stays English. */
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

/** Languages that some status has words in. */
export const knownLocales = ({ statuses }: Known): ReadonlySet<string> =>
  new Set([DEFAULT_LOCALE, ...statuses.flatMap(({ words }) => Object.keys(words))])
