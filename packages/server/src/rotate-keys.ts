import { defineExtensionPoint } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { blindIndex, decryptText, DecryptionError, encryptedPrefix, encryptText, newestKey } from "./encryption"
import type { EncryptionKey } from "./encryption-keys"
import { env } from "./env"
import { sqlChanges, sqlRows } from "./sql-rows"

/** A table with encrypted columns. Its primary key is the text column `id`. Declared by the owner of the table. */
export type EncryptedTable = {
  readonly table: string
  /** Columns of `encryptText`; a row may have null. */
  readonly columns: readonly string[]
  /** Columns of `blindIndex`, each with the encrypted column that it is of, and how a text is normalized. */
  readonly indexes?: Readonly<Record<string, { readonly of: string; readonly normalize: (text: string) => string }>>
}

/** Tables with encrypted columns, which a new key encrypts again. */
export const encryptedTables = defineExtensionPoint<EncryptedTable>({
  name: "server.encrypted-tables",
  key: ({ table }) => table,
})

const BATCH = 200
const Row = z.looseObject({ id: z.string() })

/** Names come from code, not from input. They are checked all the same, because they become part of SQL. */
const nameOf = (name: string): string => {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`${name} is not a name of a table or column`)
  return `"${name}"`
}

/** What a rotation did with one table. */
export type Rotated = {
  /** Rows that were encrypted again. */
  readonly rotated: number
  /** Ids of rows that no listed key decrypts. They are unchanged. */
  readonly unreadable: readonly string[]
}

const changesOf = (
  { table, columns, indexes = {} }: EncryptedTable,
  row: z.infer<typeof Row>,
  keys: readonly EncryptionKey[]
): Record<string, string> => {
  const texts = new Map(
    columns.flatMap((column) => {
      const encrypted = row[column]
      return typeof encrypted === "string"
        ? [[column, decryptText(encrypted, { table, column, id: row.id }, keys)] as const]
        : []
    })
  )
  const encrypted = [...texts].map(([column, text]): [string, string] => [
    column,
    encryptText(text, { table, column, id: row.id }, keys),
  ])
  const hashed = Object.entries(indexes).flatMap(([column, { of, normalize }]): [string, string][] => {
    const text = texts.get(of)
    return text === undefined ? [] : [[column, blindIndex({ table, column, value: normalize(text) }, keys)]]
  })
  return Object.fromEntries([...encrypted, ...hashed])
}

/** Rotates the next rows in one transaction, so that a row that is changed meanwhile isn't overwritten. */
const rotateBatch = (
  knex: Knex,
  entry: EncryptedTable,
  { after, most, keys }: { after: string; most: number; keys: readonly EncryptionKey[] }
) =>
  knex.transaction(async (trx) => {
    const prefix = encryptedPrefix(newestKey(keys))
    const outdated = entry.columns.map((column) => `NOT starts_with(${nameOf(column)}, :prefix)`).join(" OR ")
    const rows = await sqlRows(
      trx,
      Row,
      `SELECT id, ${entry.columns.map(nameOf).join(", ")} FROM ${nameOf(entry.table)}
       WHERE id > :after AND (${outdated}) ORDER BY id LIMIT :most FOR UPDATE`,
      { after, prefix, most }
    )
    const unreadable: string[] = []
    for (const row of rows) {
      try {
        const changes = changesOf(entry, row, keys)
        const set = Object.keys(changes).map((column) => `${nameOf(column)} = :${column}`)
        await sqlChanges(trx, `UPDATE ${nameOf(entry.table)} SET ${set.join(", ")} WHERE id = :row_id`, {
          ...changes,
          row_id: row.id,
        })
      } catch (error) {
        if (!(error instanceof DecryptionError)) throw error
        unreadable.push(row.id)
      }
    }
    return { last: rows.at(-1)?.id, read: rows.length, unreadable }
  })

/**
 * Encrypts every row that an older key encrypted again with the newest, in batches that commit separately. Repeatable, also
 * while the shop is running and after an interruption: what has the newest key is left alone. Afterwards, keys that no row
 * uses can be removed from `ATRIUM_ENCRYPTION_KEYS`.
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
    const unreadable: string[] = []
    for (let after: string | undefined = ""; after !== undefined;) {
      const batch = await rotateBatch(knex, entry, { after, most, keys })
      rotated += batch.read - batch.unreadable.length
      unreadable.push(...batch.unreadable)
      after = batch.last
    }
    done[entry.table] = { rotated, unreadable }
  }
  return done
}
