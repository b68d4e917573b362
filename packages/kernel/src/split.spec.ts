import fc from "fast-check"

import { splitProRata } from "./split"

const parts = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), weight: fc.bigInt({ min: 0n, max: 10n ** 9n }) }),
  { minLength: 1, maxLength: 12, selector: (part) => part.id }
)
const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })

describe("splitting pro rata", () => {
  it("returns shares that sum to the amount, each less than one unit from its exact value", () => {
    fc.assert(
      fc.property(amount, parts, (whole, given) => {
        const shares = splitProRata(whole, given)
        expect([...shares.values()].reduce((sum, share) => sum + share, 0n)).toBe(whole)
        const total = given.reduce((sum, part) => sum + part.weight, 0n)
        if (total === 0n) return
        for (const part of given) {
          const away = (shares.get(part.id) ?? 0n) * total - whole * part.weight
          expect(away < total && away > -total).toBe(true)
        }
      }),
      { numRuns: 500 }
    )
  })

  it("returns the same shares in any order of the parts", () => {
    fc.assert(
      fc.property(amount, parts, (whole, given) => {
        const forth = splitProRata(whole, given)
        const back = splitProRata(whole, [...given].reverse())
        for (const part of given) expect(back.get(part.id)).toBe(forth.get(part.id))
      }),
      { numRuns: 300 }
    )
  })

  it("gives spare units to the largest remainders, then by id", () => {
    const one = (id: string) => ({ id, weight: 1n })
    expect([...splitProRata(2n, [one("b"), one("c"), one("a")])]).toEqual([
      ["b", 1n],
      ["c", 0n],
      ["a", 1n],
    ])
  })
})
