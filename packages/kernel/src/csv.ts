/** What a spreadsheet would run as a formula, and text that `readCsvCell` would otherwise mistake for an escaped formula. */
const FORMULA = /^'*[=+\-@\t\r]/

/** One cell: quoted where it needs to be, and with an apostrophe before text that a spreadsheet would run as a formula. */
export const csvCell = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  const text = typeof value === "string" ? value : JSON.stringify(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of a CSV file, with its line break. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(csvCell).join(",")}\r\n`

/** The text of a cell that `csvCell` may have escaped, whatever spreadsheet it went through in between. */
export const readCsvCell = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell)
