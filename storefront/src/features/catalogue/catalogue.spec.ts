import fc from "fast-check"
import { drawMotif, motifKindOf, type MotifKind } from "./motif"
import { readSearch, searchHref, SORTS } from "./search"
import { formatDuration, formatDurations } from "./format"

describe("search parameters", () => {
  it("a search survives being written to a URL and read again", () => {
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

  it("malformed search parameters fall back to defaults", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("q", "category", "sort", "page"), fc.string()), (parameters) => {
        expect(readSearch(parameters).page).toBeGreaterThanOrEqual(1)
      })
    )
  })
})

describe("category motifs", () => {
  const kinds: readonly MotifKind[] = ["arches", "seals", "horizons", "weaves", "rings"]

  it("the same seed always draws the same valid motif", () => {
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

  it("each category has its own kind of motif", () => {
    expect(["accounting", "legal", "visa", "agency", "elsewhere"].map(motifKindOf)).toEqual(kinds)
  })
})

describe("durations", () => {
  it.each([
    [0, "the same day"],
    [1, "1 working day"],
    [12, "12 working days"],
    [30, "6 weeks"],
  ])("%d working days are formatted as %s", (days, text) => expect(formatDuration(days)).toBe(text))

  test.each([
    [[4, 9, 60], "4 working days to 12 weeks"],
    [[1, 9], "1 to 9 working days"],
    [[20, 60], "4 to 12 weeks"],
    [[0, 3], "up to 3 working days"],
    [[7, null, 7], "7 working days"],
    [[null], "as agreed with you"],
  ])("plans of %j working days are listed as %s", (days, text) => expect(formatDurations(days)).toBe(text))
})
