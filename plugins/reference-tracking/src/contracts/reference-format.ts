import type { Word } from "./check-symbols"
import { WORD_SYMBOLS } from "./check-symbols"

/** Crockford's base 32: no I, L, O or U, so that nothing reads like something else. */
export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/**
 * What a reference number can name, by prefix. `symbol` takes part in the check symbols, so that a number with the
 * wrong prefix is noticed too; it is fixed for ever, a new kind takes a new one.
 */
export const REFERENCE_KINDS = {
  SR: { name: "service request", symbol: 1 },
  OR: { name: "order", symbol: 2 },
  DL: { name: "delivery", symbol: 3 },
  DP: { name: "dispute", symbol: 4 },
} as const satisfies Record<string, { name: string; symbol: number }>

export type ReferenceKind = keyof typeof REFERENCE_KINDS

export const referenceKinds = Object.keys(REFERENCE_KINDS) as readonly ReferenceKind[]

/** Longest text that is looked at; a person's separators fit many times over. */
const LONGEST_INPUT = 64
const SEPARATORS = /[\s\p{Dash}._/:,·]+/gu
const LOOKALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" }

const plain = (text: string): string => text.replace(/[OIL]/g, (symbol) => LOOKALIKES[symbol] ?? symbol)

const KIND_BY_PREFIX = new Map(referenceKinds.map((kind) => [plain(kind), kind]))

/** Eleven symbols and a kind as people see them: `SR-XXXX-XXXX-XXX`. */
export const formatReference = (kind: ReferenceKind, word: Word): string => {
  const text = word.map((symbol) => ALPHABET[symbol] ?? "").join("")
  if (text.length !== WORD_SYMBOLS) throw new RangeError("A reference number has eleven symbols")
  return `${kind}-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}

/** What was typed, read forgivingly. A symbol outside the alphabet is null; so is a prefix that names no kind. */
export type TypedReference = { readonly kind: ReferenceKind | null; readonly symbols: ReadonlyArray<number | null> }

/**
 * Reads what a person typed: any case, blanks, dashes or none, O for 0, I or L for 1. Undefined when it is not
 * eleven symbols with or without a two-letter prefix.
 */
export const readTyped = (input: string): TypedReference | undefined => {
  if (input.length > LONGEST_INPUT) return undefined
  const characters = [...plain(input.normalize("NFKC").toUpperCase().replace(SEPARATORS, ""))]
  const prefixLength = characters.length - WORD_SYMBOLS
  if (prefixLength !== 0 && prefixLength !== 2) return undefined
  const kind = KIND_BY_PREFIX.get(characters.slice(0, prefixLength).join("")) ?? null
  const symbols = characters.slice(prefixLength).map((character) => {
    const symbol = ALPHABET.indexOf(character)
    return symbol < 0 ? null : symbol
  })
  return { kind, symbols }
}
