import { z } from "zod"

import { blindIndex, blindIndexes, decryptText, type EncryptedPlace, encryptText, isEncrypted } from "./encryption"
import type { EncryptionKey } from "./encryption-keys"
import { env } from "./env"

/** The type of an encrypted column in Postgres. In a `json` column, the encrypted text is a JSON string. */
export type EncryptedColumn = "text" | "json"

/** A table with encrypted columns. Its primary key is the text column `id`. Declared by the owner of the table. */
export type EncryptedTable<
  Columns extends Readonly<Record<string, EncryptedColumn>> = Readonly<Record<string, EncryptedColumn>>,
> = {
  readonly table: string
  /** The column whose value is authenticated with each text: unique, never null, never changed. Default: `id`. */
  readonly boundTo?: string
  /** Encrypted columns. A row may have null, an empty text, or an empty JSON value: they are not encrypted. */
  readonly columns: Columns
  /** Columns of `blindIndex`, each with the encrypted column that it is of, and how a text is normalized. */
  readonly indexes?: Readonly<Record<string, BlindIndexOf>>
}

type BlindIndexOf = { readonly of: string; readonly normalize: (text: string) => string }

/** Infers which columns a table encrypts, so that `sealColumns` checks their names and types. */
export const encryptedTable = <const Columns extends Readonly<Record<string, EncryptedColumn>>>(
  table: EncryptedTable<Columns>
): EncryptedTable<Columns> => table

type Opened<Column extends EncryptedColumn> = Column extends "text" ? string | null : unknown

/** Values of encrypted columns as the application reads and writes them. */
export type OpenedColumns<Columns extends Readonly<Record<string, EncryptedColumn>>> = {
  readonly [Name in keyof Columns]?: Opened<Columns[Name]>
}

const isEmptyJson = (json: string): boolean => json === "{}" || json === "[]"

const placeOf = ({ table }: EncryptedTable, column: string, id: string): EncryptedPlace => ({ table, column, id })

/** The text of a value that an encrypted column would contain; null or an empty one stays as it is. */
const sealedValue = (
  entry: EncryptedTable,
  { column, id, value }: { column: string; id: string; value: unknown },
  keys: readonly EncryptionKey[]
): string | null => {
  if (value === null || value === undefined) return null
  if (entry.columns[column] === "text") {
    const text = z.string().parse(value)
    return text === "" ? "" : encryptText(text, placeOf(entry, column, id), keys)
  }
  const json = JSON.stringify(value)
  return isEmptyJson(json) ? json : JSON.stringify(encryptText(json, placeOf(entry, column, id), keys))
}

/**
 * Encrypts columns of one row for an INSERT or UPDATE, with their blind indexes. Columns that `values` doesn't have are left
 * out; null stays null.
 * @param id the value of the column that the table is bound to, its `id` unless it names another
 */
export const sealColumns = <Columns extends Readonly<Record<string, EncryptedColumn>>>(
  entry: EncryptedTable<Columns>,
  id: string,
  values: OpenedColumns<Columns>,
  keys: readonly EncryptionKey[] = env().encryptionKeys
): Record<string, string | null> => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const sealed = given.map(([column, value]): [string, string | null] => [
    column,
    sealedValue(entry, { column, id, value }, keys),
  ])
  const indexed = Object.entries(entry.indexes ?? {}).flatMap(
    ([column, { of, normalize }]): [string, string | null][] => {
      const found = given.find(([name]) => name === of)
      if (!found) return []
      const text = typeof found[1] === "string" ? normalize(found[1]) : ""
      return [[column, text === "" ? null : blindIndex({ table: entry.table, column, value: text }, keys)]]
    }
  )
  return Object.fromEntries([...sealed, ...indexed])
}

/**
 * Decrypts what a column contains. What was written before the column was encrypted is returned as it is, until
 * `encryptRows` encrypts it.
 * @throws DecryptionError when it was altered, belongs to another row, or its key isn't listed
 */
export const openColumn = (
  entry: EncryptedTable,
  { column, id }: { readonly column: string; readonly id: string },
  stored: unknown,
  keys: readonly EncryptionKey[] = env().encryptionKeys
): unknown => {
  if (typeof stored !== "string" || !isEncrypted(stored)) return stored
  const text = decryptText(stored, placeOf(entry, column, id), keys)
  const opened: unknown = entry.columns[column] === "json" ? JSON.parse(text) : text
  return opened
}

const isRow = (row: unknown): row is Record<string, unknown> => typeof row === "object" && row !== null

/**
 * A schema of rows whose encrypted columns are decrypted before the schema checks them. For `checkedRows` and `sqlRows`.
 * @param schema of the decrypted row
 * @param names where the row has other names than the table: the column that it is bound to, and encrypted columns
 */
export const openedRow = <S extends z.ZodType>(
  entry: EncryptedTable,
  schema: S,
  {
    boundTo = entry.boundTo ?? "id",
    columns = Object.fromEntries(Object.keys(entry.columns).map((column) => [column, column])),
  }: { readonly boundTo?: string; readonly columns?: Readonly<Record<string, string>> } = {}
) =>
  z.preprocess((row) => {
    if (!isRow(row)) return row
    const id = row[boundTo]
    if (typeof id !== "string") return row
    const opened = Object.entries(columns).flatMap(([column, name]) =>
      name in row ? [[name, openColumn(entry, { column, id }, row[name])]] : []
    )
    const values: unknown = Object.fromEntries(opened)
    return isRow(values) ? { ...row, ...values } : row
  }, schema)

/** The hashes with which rows that contain this value are found, one for each key; none for an empty value. */
export const indexesOf = (entry: EncryptedTable, column: string, value: string): string[] => {
  const normalized = entry.indexes?.[column]?.normalize(value) ?? ""
  return normalized === "" ? [] : blindIndexes({ table: entry.table, column, value: normalized })
}
