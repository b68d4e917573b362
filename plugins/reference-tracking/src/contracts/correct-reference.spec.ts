import fc from "fast-check"

import { newReference } from "../domain/new-reference"
import { ALPHABET, correctReference, normalizeReference, referenceKinds } from "."
import { syndromesOf, withCheckSymbols } from "./check-symbols"
import { alpha, divide, multiply } from "./galois-field"
import { formatReference } from "./reference-format"
import { assertUniqueSymbol, symbolOf } from "./reference-kinds"

const kinds = referenceKinds.all().map(({ prefix }) => prefix)
const anyKind = fc.constantFrom(...kinds)
const anyReference = fc
  .tuple(anyKind, fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 9, maxLength: 9 }))
  .map(([kind, data]) => formatReference(kind, withCheckSymbols(data, symbolOf(kind))))

/** Positions of the eleven symbols in the text. */
const PLACES = [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15]

const isCorrected = (text: string, to: string) => {
  const { kind, reference } = correctReference(text)
  return kind === "corrected" && reference === to
}

const replaced = (text: string, place: number, character: string) =>
  text.slice(0, place) + character + text.slice(place + 1)

describe("GF(32)", () => {
  it("has 31 different powers of α, so the polynomial is primitive", () => {
    expect(new Set(Array.from({ length: 31 }, (_, exponent) => alpha(exponent))).size).toBe(31)
  })

  it("divides what it multiplies", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 1, max: 31 }), (a, b) => {
        expect(divide(multiply(a, b), b)).toBe(a)
      })
    )
  })
})

describe("a reference number that a person types", () => {
  it("accepts an issued number and recognizes its kind", () => {
    fc.assert(fc.property(anyReference, (reference) => expect(correctReference(reference).kind).toBe("ok")))
  })

  it("accepts a number in any case, with other separators or none, with O for 0 and I or L for 1", () => {
    const separator = fc.constantFrom("", " ", "-", "–", "  ", " - ", ".", "_")
    const lookalike: Record<string, string[]> = { "0": ["0", "O", "o"], "1": ["1", "I", "i", "L", "l"] }
    const typed = anyReference.chain((reference) =>
      fc.tuple(
        fc.constant(reference),
        ...[...reference].map((character) =>
          character === "-"
            ? separator
            : fc.constantFrom(...(lookalike[character] ?? [character, character.toLowerCase()]))
        )
      )
    )
    fc.assert(
      fc.property(typed, ([reference, ...characters]) => {
        expect(correctReference(characters.join(""))).toEqual({ kind: "ok", reference })
        expect(normalizeReference(characters.join(""))).toBe(reference)
      })
    )
  })

  // Exhaustive over place and wrong symbol: 11 × 31 changes of every number drawn.
  it("detects and corrects every single wrong symbol [R35]", () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        const typed = PLACES.flatMap((place) =>
          [...ALPHABET].filter((wrong) => wrong !== reference[place]).map((wrong) => replaced(reference, place, wrong))
        )
        expect(typed).toHaveLength(11 * 31)
        // One expectation for all: each takes longer than a correction.
        expect(typed.filter((text) => !isCorrected(text, reference))).toEqual([])
      }),
      { numRuns: 100 }
    )
  })

  it("replaces a character outside the alphabet by the right one [R35]", () => {
    fc.assert(
      fc.property(
        anyReference,
        fc.constantFrom(...PLACES),
        fc.constantFrom("U", "u", "?", "#", "ß", "é", "*"),
        (reference, place, wrong) => {
          const judged = correctReference(replaced(reference, place, wrong))
          // "ß" becomes two letters in upper case: detected, but no longer eleven symbols.
          expect(judged).toEqual(wrong === "ß" ? { kind: "invalid" } : { kind: "corrected", reference })
        }
      )
    )
  })

  it("detects every swap of neighbors, and never mistakes it for another wrong symbol [R35]", () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        const swapped = PLACES.slice(1).flatMap((right, index) => {
          const left = PLACES[index] ?? 0
          const [a = "", b = ""] = [reference[left], reference[right]]
          return a === b ? [] : [replaced(replaced(reference, left, b), right, a)]
        })
        const isDetected = (text: string) => isCorrected(text, reference) || correctReference(text).kind === "invalid"
        expect(swapped.filter((text) => !isDetected(text))).toEqual([])
      }),
      { numRuns: 500 }
    )
  })

  it("detects every swap of any two symbols", () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        for (const left of PLACES)
          for (const right of PLACES) {
            const [a = "", b = ""] = [reference[left], reference[right]]
            if (a === b) continue
            expect(correctReference(replaced(replaced(reference, left, b), right, a)).kind).not.toBe("ok")
          }
      })
    )
  })

  it("detects and corrects a wrong prefix: one letter, both, swapped or missing [R35]", () => {
    fc.assert(
      fc.property(
        anyReference,
        fc.constantFrom("XR", "SX", "RS", "SR", "OR", "DL", "DP", "??", ""),
        (reference, prefix) => {
          const typed = prefix + reference.slice(2)
          expect(correctReference(typed)).toEqual({
            kind: reference.startsWith(prefix) && prefix !== "" ? "ok" : "corrected",
            reference,
          })
        }
      )
    )
  })

  it("detects a swap between the prefix and the first symbol", () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        const swapped = `${reference[0]}${reference[3]}-${reference[1]}${reference.slice(4)}`
        // "DL-1…" swapped is "D1-L…", which reads the same.
        if (normalizeReference(swapped) !== reference) expect(correctReference(swapped).kind).not.toBe("ok")
      })
    )
  })

  it("never accepts a number with two wrong symbols", () => {
    const two = fc.tuple(
      anyReference,
      fc.subarray(PLACES, { minLength: 2, maxLength: 2 }),
      fc.constantFrom(...ALPHABET),
      fc.constantFrom(...ALPHABET)
    )
    fc.assert(
      fc.property(two, ([reference, [first = 0, second = 0], a, b]) => {
        fc.pre(reference[first] !== a && reference[second] !== b)
        expect(correctReference(replaced(replaced(reference, first, a), second, b)).kind).not.toBe("ok")
      }),
      { numRuns: 2000 }
    )
  })

  it("returns a consistent result for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const judged = correctReference(text)
        if (judged.kind === "ok") expect(correctReference(judged.reference)).toEqual(judged)
        if (judged.kind === "corrected") expect(correctReference(judged.reference).kind).toBe("ok")
      }),
      { numRuns: 2000 }
    )
  })

  it("rejects a number that is too short, too long or empty", () => {
    for (const text of ["", "SR", "SR-ABCD-ABCD-AB", "SR-ABCD-ABCD-ABCD", "-".repeat(64), "A".repeat(10_000)])
      expect(correctReference(text)).toEqual({ kind: "invalid" })
  })
})

describe("the code behind a reference number", () => {
  it("has zero syndromes for a valid number, and only with its kind", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 9, maxLength: 9 }), anyKind, (data, kind) => {
        const word = withCheckSymbols(data, symbolOf(kind))
        for (const other of kinds) {
          const zero = syndromesOf(word, symbolOf(other)).every((syndrome) => syndrome === 0)
          expect(zero).toBe(other === kind)
        }
      })
    )
  })
})

describe("a new reference number", () => {
  it("is unique and has valid check symbols [P23 R9.1]", () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(anyKind, (kind) => {
        const reference = newReference(kind)
        expect(reference).toMatch(/^(SR|OR|DL|DP)-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/)
        expect(correctReference(reference)).toEqual({ kind: "ok", reference })
        expect(seen.has(reference)).toBe(false)
        seen.add(reference)
      }),
      { numRuns: 5_000 }
    )
  })

  it("uses every symbol at every random place about equally often", () => {
    const counts = new Map<string, number>()
    const draws = 32_000
    for (let draw = 0; draw < draws; draw++) {
      const reference = newReference("SR")
      for (const [index, place] of PLACES.slice(0, 9).entries()) {
        const key = `${index}${reference[place] ?? ""}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
    expect(counts.size).toBe(9 * 32)
    // Expected 1,000 each, standard deviation 31: ten standard deviations are never chance.
    for (const count of counts.values()) expect(Math.abs(count - draws / 32)).toBeLessThan(310)
  })
})

describe("a kind of reference that a plugin adds", () => {
  it("parses and corrects numbers of an added kind, and refuses a kind with another kind's symbol", () => {
    referenceKinds.add("acme", { prefix: "VC", name: "voucher", symbol: 9 })
    const voucher = formatReference("VC", withCheckSymbols([1, 2, 3, 4, 5, 6, 7, 8, 9], symbolOf("VC")))
    expect(correctReference(voucher.toLowerCase())).toEqual({ kind: "ok", reference: voucher })
    expect(correctReference(voucher.replace("VC", "SR"))).toEqual({ kind: "corrected", reference: voucher })
    referenceKinds.add("acme", { prefix: "VD", name: "voucher discount", symbol: 9 })
    expect(() => assertUniqueSymbol("VC")).toThrow(/VC and VD have the same symbol/)
  })
})
