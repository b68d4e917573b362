import { MAX_CSV_LINES } from "../domain/csv-limits"
import type { ServicesFile } from "../domain/services-file"
import { readServicesCsv } from "./read-services-csv"

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readServicesCsv(bytes(text), ["eur", "inr"])
const file = (text: string): ServicesFile => {
  const result = read(text)
  if ("problems" in result) throw new Error(JSON.stringify(result.problems))
  return result
}
const problems = (text: string | Uint8Array) => {
  const result = readServicesCsv(typeof text === "string" ? bytes(text) : text, ["eur", "inr"])
  return "problems" in result ? result.problems : {}
}

describe("a CSV file of services", () => {
  const expected = [
    { line: 2, cells: { handle: "a", title: "One", price_eur: "1" } },
    { line: 3, cells: { handle: "b", title: "Two, too", price_eur: "" } },
  ]

  it.each([
    ["commas", 'handle,title,price_eur\na,One,1\nb,"Two, too",\n'],
    ["semicolons", "handle;title;price_eur\na;One;1\nb;Two, too;\n"],
    ["tabs", "handle\ttitle\tprice_eur\na\tOne\t1\nb\tTwo, too\t\n"],
    ["a byte order mark", '\ufeffhandle,title,price_eur\na,One,1\nb,"Two, too",'],
    ["Windows line breaks", 'handle,title,price_eur\r\na,One,1\r\nb,"Two, too",\r\n'],
    ["old line breaks", 'handle,title,price_eur\ra,One,1\rb,"Two, too",\r'],
    ["a header in capitals with spaces", ' Handle , TITLE ,Price_EUR\na,One,1\nb,"Two, too",\n'],
    ["cells that are missing at the end", 'handle,title,price_eur\na,One,1\nb,"Two, too"\n'],
  ])("is read with %s", (_what, text) => {
    expect(file(text).lines).toEqual(expected)
  })

  it("is read with the separator that Excel names in the first line", () => {
    expect(file("sep=;\r\nhandle;title\r\na;One\r\n").lines).toEqual([
      { line: 3, cells: { handle: "a", title: "One" } },
    ])
  })

  it("has its numbers with a decimal comma only where semicolons separate cells", () => {
    expect(file("handle;title\na;b").decimalComma).toBe(true)
    expect(file("handle,title\na,b").decimalComma).toBe(false)
  })

  it("counts lines as a spreadsheet does: empty ones and the lines within a cell, too", () => {
    const { lines } = file('handle,title\na,"One\nTwo"\n\n,\nb,Three\n')
    expect(lines).toEqual([
      { line: 2, cells: { handle: "a", title: "One\nTwo" } },
      { line: 5, cells: { handle: "b", title: "Three" } },
    ])
  })

  it("has text for formulas that an export escaped", () => {
    expect(file("handle,title\na,'=1+1\nb,it's\nc,'-x").lines.map(({ cells }) => cells.title)).toEqual([
      "=1+1",
      "it's",
      "-x",
    ])
  })

  it.each<[string, string | Uint8Array, Record<string, unknown>]>([
    ["nothing", "", { handle: expect.stringContaining("needs a column named handle") }],
    ["no lines", "handle,title\n\n", { file: expect.stringContaining("no lines") }],
    ["another encoding", new Uint8Array([0xfc, 0x0a]), { file: expect.stringContaining("UTF-8") }],
    ["a NUL", "handle\na\0", { file: expect.stringContaining("UTF-8") }],
    ["an open quotation mark", 'handle\n"a', { file: expect.stringContaining("never closed") }],
    ["text after a quotation mark", 'handle\n"a"b', { file: expect.stringMatching(/^Line \d+ can't be read/) }],
    ["a column twice", "handle,handle\na,b", { handle: expect.stringContaining("twice") }],
    [
      "a currency of no use here",
      "handle,price_usd\na,1",
      { price_usd: expect.stringContaining("price_eur, price_inr") },
    ],
    ["unknown columns", "handle,titel,pries\na,1,2", { titel: expect.any(String), pries: expect.any(String) }],
    [
      "a cell too many",
      "handle,title\na,b,c",
      { file: expect.stringContaining("Line 2 has a cell without a column name") },
    ],
    ["too many columns", `handle${",a".repeat(300)}\na`, { file: expect.stringContaining("200 columns") }],
    ["too many lines", `handle\n${"a\n".repeat(MAX_CSV_LINES + 1)}`, { file: expect.stringContaining("10,000 lines") }],
    ["far too many empty lines", `handle\na${"\n".repeat(30_000)}b`, { file: expect.stringContaining("10,000 lines") }],
  ])("is refused with %s", (_what, text, expectedProblems) => {
    expect(problems(text)).toEqual(expectedProblems)
  })

  it("reports at most 20 unknown columns", () => {
    const header = Array.from({ length: 60 }, (_, at) => `column_${at}`).join(",")
    expect(Object.keys(problems(`handle,${header}\na`))).toHaveLength(20)
  })
})
