import fc from "fast-check"
import { drawMotif, motifKindOf, type MotifKind } from "./motif"
import { readSearch, searchHref, SORTS } from "./search"
import { durationWords } from "./words"

describe("the home page's address", () => {
  it("says again what it was read from", () => {
    const anySearch = fc.record({
      q: fc.stringMatching(/^[a-z0-9&=?#+ ]{0,30}$/).map((text) => text.trim()),
      category: fc.stringMatching(/^([a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2})?$/),
      sort: fc.constantFrom(...SORTS.map((sort) => sort.value)),
      page: fc.integer({ min: 1, max: 999 }),
    })
    fc.assert(
      fc.property(anySearch, (search) => {
        const { searchParams } = new URL(searchHref(search), "https://shop.test")
        expect(readSearch(Object.fromEntries(searchParams))).toEqual(search)
      })
    )
  })

  it("reads anything", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("q", "category", "sort", "page"), fc.string()), (parameters) => {
        expect(readSearch(parameters).page).toBeGreaterThanOrEqual(1)
      })
    )
  })
})

describe("a category's picture", () => {
  const kinds: readonly MotifKind[] = ["arches", "seals", "horizons", "weaves", "rings"]

  it("is the same for the same service and stays inside its frame", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string(), (kind, seed) => {
        const strokes = drawMotif(kind, seed)
        expect(strokes).toEqual(drawMotif(kind, seed))
        expect(strokes.length).toBeGreaterThan(0)
        for (const stroke of strokes) {
          expect(stroke.d).not.toMatch(/NaN|Infinity|undefined/)
          expect(stroke.weight).toBeGreaterThan(0)
        }
      })
    )
  })

  it("differs by category", () => {
    expect(["accounting", "legal", "visa", "agency", "elsewhere"].map(motifKindOf)).toEqual(kinds)
  })
})

describe("how long it takes", () => {
  it.each([
    [0, "the same day"],
    [1, "1 working day"],
    [12, "12 working days"],
    [30, "6 weeks"],
  ])("says %d as %s", (days, words) => expect(durationWords(days)).toBe(words))
})
