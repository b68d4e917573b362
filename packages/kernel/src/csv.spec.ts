import fc from "fast-check"

import { csvCell, csvLine, readCsvCell } from "./csv"

describe("cells of a CSV file", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-1"])("a formula is escaped: %j", (text) => {
    expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/)
  })

  it.each([
    ["a", "a"],
    ['a "b"', '"a ""b"""'],
    ["a,b", '"a,b"'],
    ["a;b", '"a;b"'],
    ["a\nb", '"a\nb"'],
    ["it's", "it's"],
    ["'quoted'", "'quoted'"],
    [null, ""],
    [undefined, ""],
    [12.5, "12.5"],
    [{ a: 1 }, '"{""a"":1}"'],
  ])("%j is written as %s", (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })

  it("a line ends as spreadsheets expect it", () => {
    expect(csvLine(["a", 1, null])).toBe("a,1,\r\n")
  })

  it("every text is read as it was written", () => {
    const unquoted = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    const text = fc.string({ unit: fc.constantFrom("'", "=", "-", "+", "@", "\t", '"', ",", "a", " ") })
    fc.assert(fc.property(text, (value) => readCsvCell(unquoted(csvCell(value))) === value))
  })
})
