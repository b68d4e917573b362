import { readCsvCell } from "@atrium/kernel"

import { MAX_CSV_LINES } from "./csv-limits"
import { columnNames, HANDLE_COLUMN } from "./service-columns"

/** Text of each column that the file has, by its name. */
export type Cells = Readonly<Record<string, string>>

/** A line of a file below its header. */
export type FileLine = {
  /** As a spreadsheet counts its rows: the header is line 1. */
  readonly line: number
  readonly cells: Cells
}

export type ServicesFile = {
  readonly columns: readonly string[]
  readonly decimalComma: boolean
  readonly lines: readonly FileLine[]
}

/** The file as a whole can't be used: sentences by column, or by `file`. */
export type UnusableFile = { readonly problems: Readonly<Record<string, string>> }

const SEPARATORS = [",", ";", "\t"] as const
type Separator = (typeof SEPARATORS)[number]

const textOf = (content: Uint8Array): string | undefined => {
  try {
    // Skips the byte order mark that Excel writes.
    return new TextDecoder("utf-8", { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}

// Excel's own way to name the separator in the first line.
const NAMED_SEPARATOR = /^sep=(.)\r?\n/i

const separatorOf = (text: string): Separator => {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const counts = SEPARATORS.map((separator) => header.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ","
}

const cellText = (cell: string): string => readCsvCell(cell).replace(/\r\n?/g, "\n").trim()

/** Far more than a file needs that has empty lines between the others: keeps a file of line breaks from filling memory. */
export const MAX_RECORDS = 2 * MAX_CSV_LINES
const MAX_COLUMNS = 200
const MAX_PROBLEMS = 20

const headerProblems = (columns: readonly string[], currencies: readonly string[]): Record<string, string> => {
  const known = new Set(columnNames(currencies))
  if (columns.length > MAX_COLUMNS) return { file: `The file has more than ${MAX_COLUMNS} columns.` }
  const problems: Record<string, string> = {}
  if (!columns.includes(HANDLE_COLUMN))
    problems[HANDLE_COLUMN] = "The file needs a column named handle in its first line"
  columns.forEach((name, at) => {
    const column = name.slice(0, 60)
    if (column === "" || Object.keys(problems).length >= MAX_PROBLEMS) return
    if (!known.has(name))
      problems[column] = column.startsWith("price_")
        ? `The shop has no such currency. It has ${currencies.map((code) => `price_${code}`).join(", ")}.`
        : "There is no such column. Check its spelling, or delete it."
    else if (columns.indexOf(name) !== at) problems[column] = "The file has this column twice. Delete one of them."
  })
  return problems
}

const isEmpty = (record: readonly string[]): boolean => record.every((cell) => cell.trim() === "")

/** What a file is made of: its text and the separator of its cells. */
export type FileText = { readonly text: string; readonly separator: string; readonly headerLine: number }

export const unusable = (file: string): UnusableFile => ({ problems: { file } })

/** The text of an uploaded file, with or without byte order mark. */
export const fileText = (content: Uint8Array): FileText | UnusableFile => {
  const decoded = textOf(content)
  if (decoded === undefined || decoded.includes("\0"))
    return unusable("The file isn't UTF-8 text. In your spreadsheet, save it as CSV UTF-8.")
  const named = NAMED_SEPARATOR.exec(decoded)
  return named
    ? { text: decoded.slice(named[0].length), separator: named[1] ?? ",", headerLine: 2 }
    : { text: decoded, separator: separatorOf(decoded), headerLine: 1 }
}

/**
 * The lines of a file, or what is wrong with its columns. Empty lines are skipped.
 * @param records of the file, the header first
 * @param currencies of the shop, in lower case
 */
export const servicesFile = (
  records: readonly (readonly string[])[],
  { separator, headerLine }: FileText,
  currencies: readonly string[]
): ServicesFile | UnusableFile => {
  const [header = [], ...rest] = records
  const columns = header.map((cell) => cellText(cell).toLowerCase())
  const problems = headerProblems(columns, currencies)
  if (Object.keys(problems).length > 0) return { problems }
  const lines = rest.flatMap((record, at) => (isEmpty(record) ? [] : [{ record, line: at + headerLine + 1 }]))
  if (lines.length === 0) return unusable("The file has no lines below its header.")
  if (lines.length > MAX_CSV_LINES || records.length > MAX_RECORDS)
    return unusable(`The file has more than ${MAX_CSV_LINES.toLocaleString("en")} lines. Split it into several files.`)
  const surplus = lines.find(({ record }) => record.some((cell, at) => !columns[at] && cell.trim() !== ""))
  if (surplus)
    return unusable(
      `Line ${surplus.line} has a cell without a column name above it. Name the column, or put text with a separator in quotation marks.`
    )
  return {
    columns: columns.filter(Boolean),
    decimalComma: separator === ";",
    lines: lines.map(({ record, line }) => ({
      line,
      cells: Object.fromEntries(
        columns.flatMap((column, at): [string, string][] => (column ? [[column, cellText(record[at] ?? "")]] : []))
      ),
    })),
  }
}
