import { alpha, divide, logarithm, multiply } from "./galois-field"

/**
 * The Reed–Solomon code of reference numbers: nine data and two check symbols over GF(32), plus one symbol that is never
 * written because the prefix determines it (the kind). The generator has the roots α⁰ and α¹, so a word w is a codeword
 * when both syndromes are zero: S₀ = Σ wᵢ and S₁ = Σ wᵢαⁱ, with the kind at the last place.
 *
 * Distance 3: every change of one symbol is located and corrected, every change of two is detected. With these roots a
 * swap of any two symbols leaves S₀ = 0 and S₁ ≠ 0, which no single change does, so a swap is never mistaken for one.
 */
export const DATA_SYMBOLS = 9
export const CHECK_SYMBOLS = 2
export const WORD_SYMBOLS = DATA_SYMBOLS + CHECK_SYMBOLS
const KIND_PLACE = WORD_SYMBOLS

/** Eleven symbol values, 0–31 each. */
export type Word = readonly number[]
export type Syndromes = readonly [sum: number, weighted: number]

export const syndromesOf = (word: Word, kindSymbol: number): Syndromes =>
  [...word, kindSymbol].reduce<Syndromes>(
    ([sum, weighted], symbol, place) => [sum ^ symbol, weighted ^ multiply(symbol, alpha(place))],
    [0, 0]
  )

/** The nine data symbols followed by their two check symbols. */
export const withCheckSymbols = (data: Word, kindSymbol: number): Word => {
  const [sum, weighted] = syndromesOf([...data, 0, 0], kindSymbol)
  const first = alpha(DATA_SYMBOLS)
  const second = alpha(DATA_SYMBOLS + 1)
  // Two equations, two unknowns: a + b = sum, a·first + b·second = weighted.
  const a = divide(weighted ^ multiply(sum, second), first ^ second)
  return [...data, a, a ^ sum]
}

export const isCodeword = (word: Word, kindSymbol: number): boolean => {
  const [sum, weighted] = syndromesOf(word, kindSymbol)
  return sum === 0 && weighted === 0
}

/** The single change that yields a codeword: its place and difference; undefined when no single change does. */
export const locateSingleError = ([sum, weighted]: Syndromes): { place: number; difference: number } | undefined => {
  if (sum === 0 || weighted === 0) return undefined
  const place = logarithm(divide(weighted, sum))
  return place === undefined || place > KIND_PLACE ? undefined : { place, difference: sum }
}

/** Whether the located error is the unwritten kind: the prefix is wrong and all symbols are right. */
export const isKindPlace = (place: number): boolean => place === KIND_PLACE
