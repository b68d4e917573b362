import type { Word } from "./check-symbols"
import { isCodeword, isKindPlace, locateSingleError, syndromesOf } from "./check-symbols"
import type { TypedReference } from "./reference-format"
import { ALPHABET, formatReference, readTyped } from "./reference-format"
import { type ReferenceKind, referenceKinds, symbolOf } from "./reference-kinds"

/**
 * - `ok`: a valid reference number; `reference` is its canonical form
 * - `corrected`: it contains a mistake; `reference` is the suggested correction ("Did you mean …?")
 * - `invalid`: no single correction yields a reference number
 */
export type CorrectedReference =
  | { readonly kind: "ok" | "corrected"; readonly reference: string }
  | { readonly kind: "invalid"; readonly reference?: undefined }

const INVALID: CorrectedReference = { kind: "invalid" }

const isComplete = (symbols: ReadonlyArray<number | null>): symbols is Word => !symbols.includes(null)

const replaceAt = (word: Word, place: number, symbol: number): Word =>
  word.map((existing, index) => (index === place ? symbol : existing))

/** The only candidate; undefined when there are none or several, because a wrong guess is worse than none. */
const onlyOne = (candidates: readonly string[]): string | undefined => {
  const [first, ...others] = new Set(candidates)
  return others.length ? undefined : first
}

/** Numbers with every kind for which the word is valid: candidates for a missing or unreadable prefix. */
const withRightPrefix = (word: Word): string[] =>
  referenceKinds
    .all()
    .filter(({ symbol }) => isCodeword(word, symbol))
    .map(({ prefix }) => formatReference(prefix, word))

const withOneSymbolChanged = (kind: ReferenceKind, word: Word): string[] => {
  const error = locateSingleError(syndromesOf(word, symbolOf(kind)))
  if (!error) return []
  if (isKindPlace(error.place)) return withRightPrefix(word)
  const symbol = (word[error.place] ?? 0) ^ error.difference
  return [formatReference(kind, replaceAt(word, error.place, symbol))]
}

const withNeighborsSwappedBack = (kind: ReferenceKind, word: Word): string[] => {
  const symbol = symbolOf(kind)
  return word
    .slice(1)
    .map((right, place) => replaceAt(replaceAt(word, place + 1, word[place] ?? 0), place, right))
    .filter((candidate) => isCodeword(candidate, symbol))
    .map((candidate) => formatReference(kind, candidate))
}

/** Replaces one character outside the alphabet: its place is known, its value follows from the check symbols. */
const withUnreadableFilled = ({ kind, symbols }: TypedReference): string[] => {
  const place = symbols.indexOf(null)
  if (kind === null || symbols.indexOf(null, place + 1) >= 0) return []
  const check = symbolOf(kind)
  return [...ALPHABET]
    .map((_, value) => symbols.map((symbol) => symbol ?? value))
    .filter((word) => isCodeword(word, check))
    .map((word) => formatReference(kind, word))
}

/**
 * Checks a typed reference number without a request: pure, for browser and server. Every single wrong symbol, prefix
 * included, and every swap of neighbors is detected; a single wrong symbol is always corrected, a swap only when exactly
 * one swap explains it. Never chooses between several corrections.
 */
export const correctReference = (input: string): CorrectedReference => {
  const typed = readTyped(input)
  if (!typed) return INVALID
  const { kind, symbols } = typed
  if (!isComplete(symbols)) return offer(withUnreadableFilled(typed))
  if (kind === null) return offer(withRightPrefix(symbols))
  if (isCodeword(symbols, symbolOf(kind))) {
    return { kind: "ok", reference: formatReference(kind, symbols) }
  }
  const changed = withOneSymbolChanged(kind, symbols)
  return offer(changed.length ? changed : withNeighborsSwappedBack(kind, symbols))
}

const offer = (candidates: readonly string[]): CorrectedReference => {
  const reference = onlyOne(candidates)
  return reference === undefined ? INVALID : { kind: "corrected", reference }
}

/**
 * The canonical form (`SR-XXXX-XXXX-XXX`) of the input; null when it is not eleven symbols after a known prefix. Does not
 * verify the check symbols: use `correctReference` for that.
 */
export const normalizeReference = (input: string): string | null => {
  const typed = readTyped(input)
  if (!typed || typed.kind === null || !isComplete(typed.symbols)) return null
  return formatReference(typed.kind, typed.symbols)
}
