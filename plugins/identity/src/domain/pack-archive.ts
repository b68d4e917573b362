/** One table of an archive. */
export type ArchiveTable = {
  readonly table: string
  readonly what: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** The name of a table's file: `service_request` → `service-request.json`. */
export const fileOfTable = (table: string): string => `${table.replaceAll("_", "-")}.json`

/** The text that explains an archive's files. */
export const archiveReadme = (email: string, tables: readonly ArchiveTable[], documents: readonly string[]): string =>
  [
    `Everything this shop stores about ${email}.`,
    "",
    "Each file is a list in JSON. Times are in UTC.",
    "",
    ...tables.map(({ table, what, rows }) => `${fileOfTable(table)}: ${what} (${rows.length})`),
    ...(documents.length > 0 ? ["", `documents/: ${documents.length} files`] : []),
    "",
    "The audit log records who changed or read your data, with your name and address masked. Ask the shop if you want to know what it says about you.",
    "",
  ].join("\n")
