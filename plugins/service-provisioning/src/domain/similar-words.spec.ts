import fc from "fast-check"

import { createSimilarWords, typosBetween } from "./similar-words"

const word = fc.string({ unit: fc.constantFrom(..."abcde"), maxLength: 9 })

/** Every word one typo away, over a small alphabet. */
const oneTypoAway = (text: string): string[] => {
  const letters = [..."abcde"]
  const places = Array.from({ length: text.length + 1 }, (_, at) => at)
  return [
    ...places.flatMap((at) => letters.map((letter) => text.slice(0, at) + letter + text.slice(at))),
    ...places.flatMap((at) => letters.map((letter) => text.slice(0, at) + letter + text.slice(at + 1))),
    ...places.map((at) => text.slice(0, at) + text.slice(at + 1)),
    ...places.map((at) => text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2)),
  ]
}

describe("similar words", () => {
  it("a word has one typo exactly where a letter was added, left out, exchanged or swapped", () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const expected = one === other ? 0 : oneTypoAway(one).includes(other) ? 1 : Infinity
        expect(typosBetween(one, other, 1)).toBe(expected)
        expect(typosBetween(other, one, 1)).toBe(expected)
      }),
      { numRuns: 2000 }
    )
    fc.assert(
      fc.property(word, fc.nat(), (one, at) => {
        const near = oneTypoAway(one)
        expect(typosBetween(one, near[at % near.length] ?? one, 1)).toBeLessThanOrEqual(1)
      })
    )
  })

  it("every word with as many typos as its length allows is found, the nearest alone", () => {
    const similar = createSimilarWords(["bookkeeping", "booking", "visa", "vista", "tax", "taxi", "gst"])
    expect(similar("bookeeping")).toEqual(["bookkeeping"])
    expect(similar("bokkeepnig")).toEqual(["bookkeeping"])
    expect(similar("bokepnig")).toEqual([])
    expect(similar("bookkepeing")).toEqual(["bookkeeping"])
    expect(similar("vsia")).toEqual(["visa"])
    expect(similar("visaa")).toEqual(["visa", "vista"])
    // Of three letters, nothing is guessed.
    expect(similar("txa")).toEqual([])
    expect(similar("x".repeat(5000))).toEqual([])
  })
})
