import { defineExtensionPoint } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { type EncryptedTable, openColumn, sealColumns } from "./encrypted-table"
import { DecryptionError, encryptedPrefix, isEncrypted, newestKey } from "./encryption"
import type { EncryptionKey } from "./encryption-keys"
import { env } from "./env"
import { sqlChanges, sqlRows } from "./sql-rows"

/** Tables with encrypted columns, which a new key encrypts again. */
export const encryptedTables = defineExtensionPoint<EncryptedTable>({
  name: "server.encrypted-tables",
  key: ({ table }) => table,
})

const BATCH = 200
/** A row that is changed while it is encrypted is read again, so many times. */
const PASSES = 5
const Row = z.looseObject({ id: z.string(), bound_to: z.string() })
type Row = z.infer<typeof Row>

/** Names come from code, not from input. They are checked all the same, because they become part of SQL. */
const nameOf = (name: string): string => {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`${name} is not a name of a table or column`)
  return `"${name}"`
}

/** What a rotation did with one table. */
export type Rotated = {
  /** Rows that were encrypted, or encrypted again. */
  readonly rotated: number
  /** Ids of rows that no listed key decrypts. They are unchanged. */
  readonly unreadable: readonly string[]
}

/** SQL of a column's text: of JSON, the text of a string, else the whole value. */
const textOf = (entry: EncryptedTable, column: string): string =>
  entry.columns[column] === "json" ? `${nameOf(column)} #>> '{}'` : nameOf(column)

/** Rows that the newest key has not encrypted: those of older keys, and those from before the column was encrypted. */
const outdatedSql = (entry: EncryptedTable): string =>
  Object.keys(entry.columns)
    .map(
      (column) =>
        `(${textOf(entry, column)} NOT IN ('', '{}', '[]') AND NOT starts_with(${textOf(entry, column)}, :prefix))`
    )
    .join(" OR ")

/** What a column contains, in the clear. */
const openedText = (
  entry: EncryptedTable,
  { column, row, text }: { column: string; row: Row; text: string },
  keys: readonly EncryptionKey[]
): unknown => {
  if (entry.columns[column] === "text" || isEncrypted(text))
    return openColumn(entry, { column, id: row.bound_to }, text, keys)
  const value: unknown = JSON.parse(text)
  return value
}

/** Encrypts one row, unless it was changed since it was read. Returns whether it did. */
const encryptRow = async (
  knex: Knex,
  entry: EncryptedTable,
  row: Row,
  keys: readonly EncryptionKey[]
): Promise<boolean> => {
  const texts = Object.keys(entry.columns).flatMap((column) => {
    const text = row[column]
    return typeof text === "string" ? [{ column, row, text }] : []
  })
  const opened = Object.fromEntries(texts.map((one) => [one.column, openedText(entry, one, keys)]))
  const sealed = sealColumns(entry, row.bound_to, opened, keys)
  const set = Object.keys(sealed).map((column) => `${nameOf(column)} = :new_${column}`)
  const same = texts.map(({ column }) => `${textOf(entry, column)} = :old_${column}`)
  const changed = await sqlChanges(
    knex,
    `UPDATE ${nameOf(entry.table)} SET ${set.join(", ")} WHERE id = :row_id AND ${same.join(" AND ")}`,
    {
      ...Object.fromEntries(Object.entries(sealed).map(([column, value]) => [`new_${column}`, value])),
      ...Object.fromEntries(texts.map(({ column, text }) => [`old_${column}`, text])),
      row_id: row.id,
    }
  )
  return changed === 1
}

const readBatch = (
  knex: Knex,
  entry: EncryptedTable,
  { after, most, keys }: { after: string; most: number; keys: readonly EncryptionKey[] }
): Promise<Row[]> => {
  const columns = Object.keys(entry.columns).map((column) => `${textOf(entry, column)} AS ${nameOf(column)}`)
  return sqlRows(
    knex,
    Row,
    `SELECT id, ${nameOf(entry.boundTo ?? "id")} AS bound_to, ${columns.join(", ")} FROM ${nameOf(entry.table)}
     WHERE id > :after AND (${outdatedSql(entry)}) ORDER BY id LIMIT :most`,
    { after, prefix: encryptedPrefix(newestKey(keys)), most }
  )
}

type Options = { readonly keys: readonly EncryptionKey[]; readonly most: number }

/**
 * Encrypts the outdated rows of a table once. Each row is a transaction of its own: several locks held at a time, in another
 * order than the shop takes them, could end in a deadlock.
 */
const encryptOnce = async (knex: Knex, entry: EncryptedTable, { keys, most }: Options) => {
  const done = { rotated: 0, changedMeanwhile: 0, unreadable: [] as string[] }
  for (let after: string | undefined = ""; after !== undefined;) {
    const rows: Row[] = await readBatch(knex, entry, { after, most, keys })
    for (const row of rows) {
      try {
        if (await encryptRow(knex, entry, row, keys)) done.rotated += 1
        else done.changedMeanwhile += 1
      } catch (error) {
        if (!(error instanceof DecryptionError)) throw error
        done.unreadable.push(row.id)
      }
    }
    after = rows.at(-1)?.id
  }
  return done
}

/**
 * Encrypts with the newest key every row that an older key encrypted, or that is from before its column was encrypted.
 * Repeatable, also while the shop is running and after an interruption: what has the newest key is left alone. Afterwards,
 * keys that no row uses can be removed from `ATRIUM_ENCRYPTION_KEYS`.
 */
export const rotateKeys = async (
  knex: Knex,
  {
    keys = env().encryptionKeys,
    tables = encryptedTables.all(),
    batch: most = BATCH,
  }: { keys?: readonly EncryptionKey[]; tables?: readonly EncryptedTable[]; batch?: number } = {}
): Promise<Record<string, Rotated>> => {
  const done: Record<string, Rotated> = {}
  for (const entry of tables) {
    let rotated = 0
    let unreadable: readonly string[] = []
    for (let pass = 0; pass < PASSES; pass += 1) {
      const once = await encryptOnce(knex, entry, { keys, most })
      rotated += once.rotated
      unreadable = once.unreadable
      if (once.changedMeanwhile === 0) break
    }
    done[entry.table] = { rotated, unreadable }
  }
  return done
}
