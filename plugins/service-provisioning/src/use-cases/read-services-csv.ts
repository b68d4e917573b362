import { CsvError, parse } from "csv-parse/sync"

import {
  type FileText,
  fileText,
  MAX_RECORDS,
  servicesFile,
  type ServicesFile,
  unusable,
  type UnusableFile,
} from "../domain/services-file"

const recordsOf = ({ text, separator: delimiter }: FileText): string[][] =>
  parse(text, {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: false,
    to: MAX_RECORDS + 1,
  })

const structureProblem = (error: CsvError): string =>
  error.code === "CSV_QUOTE_NOT_CLOSED"
    ? "A cell starts with a quotation mark that is never closed. Save the file again from your spreadsheet."
    : `Line ${String(error.lines ?? 1)} can't be read: it has a quotation mark in the wrong place. Save the file again from your spreadsheet.`

/**
 * Reads an uploaded CSV file: with commas, semicolons or tabs between its cells, with or without byte order mark, and with
 * any line breaks.
 * @param currencies of the shop, in lower case
 */
export const readServicesCsv = (content: Uint8Array, currencies: readonly string[]): ServicesFile | UnusableFile => {
  const file = fileText(content)
  if ("problems" in file) return file
  try {
    return servicesFile(recordsOf(file), file, currencies)
  } catch (error) {
    if (error instanceof CsvError) return unusable(structureProblem(error))
    throw error
  }
}
