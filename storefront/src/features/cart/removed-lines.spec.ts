import { formatRemovedLine, MAX_REMOVED_LINES, parseRemoved, readRemovedLines, removedPath } from "./removed-lines"

const LINE = { lineId: "cali_01", variantId: "variant_01", units: 2 }
const formOf = (...fields: readonly [string, string][]): FormData => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

describe("removed lines", () => {
  it("are read from the URL that they were written to", () => {
    const lines = [LINE, { lineId: "cali_02", variantId: "variant_02", units: 999 }]
    const url = new URL(removedPath(lines), "https://shop.test")
    expect(parseRemoved(url.searchParams.getAll("removed"))).toEqual(lines)
  })

  it("are not offered back when there are none, or more than fit into a URL", () => {
    expect(removedPath([])).toBe("/cart")
    expect(removedPath(Array.from({ length: MAX_REMOVED_LINES + 1 }, () => LINE))).toBe("/cart")
  })

  it("named twice in one form are put back once", () => {
    const text = formatRemovedLine(LINE)
    expect(readRemovedLines(formOf(["line", text], ["line", text]))).toEqual([LINE])
  })

  it("are refused with other texts, no text, or other fields", () => {
    for (const text of ["", "a.b", "a.b.0", "a.b.1000", "a.b.1.c", "a.b.-1", "a.b.1e2", "../a.b.1", "a.b.1\n"])
      expect(() => readRemovedLines(formOf(["line", text]))).toThrow()
    expect(() => readRemovedLines(formOf())).toThrow()
    expect(() => readRemovedLines(formOf(["line", "a.b.1"], ["cart", "cart_1"]))).toThrow()
    expect(parseRemoved(["a.b.0", "a.b.1"])).toEqual([{ lineId: "a", variantId: "b", units: 1 }])
    expect(parseRemoved(undefined)).toEqual([])
  })
})
