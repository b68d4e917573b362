import type { Word } from "./check-symbols"
import { WORD_SYMBOLS } from "./check-symbols"
import { type ReferenceKind, referenceKinds } from "./reference-kinds"

/** Crockford's base 32: no I, L, O or U, so that symbols are not confused. */
export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Maximum length of an input, with ample room for separators. */
const MAX_INPUT_LENGTH = 64
const SEPARATORS = /[\s\p{Dash}._/:,·]+/gu
const LOOKALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" }

const plain = (text: string): string => text.replace(/[OIL]/g, (symbol) => LOOKALIKES[symbol] ?? symbol)

// Prefixes with lookalikes (OR, DL) are also compared as typed.
const kindOf = (typed: string): ReferenceKind | null =>
  (referenceKinds.get(typed) ?? referenceKinds.all().find(({ prefix }) => plain(prefix) === typed))?.prefix ?? null

/** Formats a kind and eleven symbols: `SR-XXXX-XXXX-XXX`. */
export const formatReference = (kind: ReferenceKind, word: Word): string => {
  const text = word.map((symbol) => ALPHABET[symbol] ?? "").join("")
  if (text.length !== WORD_SYMBOLS) throw new RangeError("A reference number has eleven symbols")
  return `${kind}-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}

/** The parsed input. A symbol outside the alphabet is null; so is an unknown prefix. */
export type TypedReference = { readonly kind: ReferenceKind | null; readonly symbols: ReadonlyArray<number | null> }

/**
 * Parses a typed number: any case, with spaces, dashes or none, O for 0, I or L for 1. Undefined when it is not eleven
 * symbols with or without a two-letter prefix.
 */
export const readTyped = (input: string): TypedReference | undefined => {
  if (input.length > MAX_INPUT_LENGTH) return undefined
  const characters = [...plain(input.normalize("NFKC").toUpperCase().replace(SEPARATORS, ""))]
  const prefixLength = characters.length - WORD_SYMBOLS
  if (prefixLength !== 0 && prefixLength !== 2) return undefined
  const kind = kindOf(characters.slice(0, prefixLength).join(""))
  const symbols = characters.slice(prefixLength).map((character) => {
    const symbol = ALPHABET.indexOf(character)
    return symbol < 0 ? null : symbol
  })
  return { kind, symbols }
}
