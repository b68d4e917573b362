import { randomBytes } from "node:crypto"

import { clock } from "@atrium/kernel"
import { column, decryptText, encryptedTable, encryptText, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { FileKind } from "../contracts/file-kinds"
import { fileKind } from "../contracts/personal-files"

type Sql = Knex | Knex.Transaction

const TABLE = "personal_file"

/** The encrypted column, for the rotation of keys. */
export const encryptedFiles = encryptedTable({ table: TABLE, columns: { name: "text" } })

const Row = z.object({
  id: column.text,
  owner_kind: z.enum(["cart", "draft", "request", "order"]),
  owner_id: column.text,
  question_id: column.text,
  line_item_id: column.text.nullable(),
  customer_id: column.text.nullable(),
  name: column.text,
  kind: fileKind,
  size: column.integer,
  sha256: column.text,
  storage_key: column.text,
  state: z.enum(["storing", "stored", "deleting"]),
  created_at: column.timestamp,
})
export type PersonalFileRow = z.output<typeof Row>

/** What keeps a file: what is being typed or bought, then the order. */
export type FileOwner = { readonly kind: "cart" | "draft" | "request"; readonly id: string }

const opened = (row: PersonalFileRow): PersonalFileRow => ({
  ...row,
  name: decryptText(row.name, { table: TABLE, column: "name", id: row.id }),
})

const files = async (
  sql: Sql,
  statement: string,
  bindings: Record<string, Knex.RawBinding>
): Promise<PersonalFileRow[]> => (await sqlRows(sql, Row, statement, bindings)).map(opened)

/** How long a file waits after it was last used, as long as what is typed at a checkout. */
const WAITING_DAYS = 30
const DAY_MS = 86_400_000
/** A file that is not stored by then never will be. */
const STORING_MS = 3_600_000
/** A deletion that failed is tried again after this time. */
const RETRY_MS = 3_600_000

const waitingEnds = (now: Date): Date => new Date(now.getTime() + WAITING_DAYS * DAY_MS)

export type NewFile = {
  readonly owner: FileOwner
  readonly questionId: string
  readonly lineItemId: string | null
  readonly customerId: string | null
  readonly name: string
  readonly kind: FileKind
  readonly size: number
  readonly sha256: string
}

const Waiting = z.object({ files: column.integer, bytes: column.integer })

/** What waits with an owner: the number of files for one question, and the bytes of all. Locks the owner's files. */
export const waitingWith = async (
  trx: Knex.Transaction,
  { owner, questionId, lineItemId }: Pick<NewFile, "owner" | "questionId" | "lineItemId">
): Promise<{ files: number; bytes: number }> => {
  await sqlRows(trx, z.unknown(), "SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))", {
    name: `files:${owner.kind}:${owner.id}`,
  })
  const found = await sqlRow(
    trx,
    Waiting,
    `SELECT CAST(count(*) FILTER (WHERE question_id = :questionId AND line_item_id IS NOT DISTINCT FROM :lineItemId)
       AS int) AS files, CAST(coalesce(sum(size), 0) AS int) AS bytes
     FROM personal_file WHERE owner_kind = :kind AND owner_id = :id AND expires_at > :now AND state <> 'deleting'`,
    { ...owner, questionId, lineItemId, now: clock.now() }
  )
  return found ?? { files: 0, bytes: 0 }
}

/** Notes a file before its bytes are stored, so that no bytes are without a row. Its key in storage can't be guessed. */
export const insertFile = async (
  trx: Knex.Transaction,
  { owner, name, questionId, lineItemId, customerId, ...file }: NewFile
): Promise<PersonalFileRow> => {
  const now = clock.now()
  const id = `pfile_${randomBytes(20).toString("base64url")}`
  const row = {
    ...file,
    id,
    owner_kind: owner.kind,
    owner_id: owner.id,
    question_id: questionId,
    line_item_id: lineItemId,
    customer_id: customerId,
    name: encryptText(name, { table: TABLE, column: "name", id }),
    storage_key: `private-kept-${randomBytes(20).toString("hex")}`,
    state: "storing" as const,
    created_at: now,
  }
  await trx(TABLE).insert({
    ...row,
    expires_at: new Date(now.getTime() + STORING_MS),
    updated_at: now,
  })
  return { ...row, name }
}

/**
 * Notes that the bytes are stored, under the key that the storage returned. False when the file was deleted meanwhile, or
 * its deletion has started.
 */
export const markStored = async (sql: Sql, id: string, storageKey: string): Promise<boolean> => {
  const now = clock.now()
  const changed = await sqlChanges(
    sql,
    `UPDATE personal_file SET state = 'stored', storage_key = :storageKey, expires_at = :ends, updated_at = :now
     WHERE id = :id AND state = 'storing'`,
    { id, storageKey, ends: waitingEnds(now), now }
  )
  return changed === 1
}

/** The files that wait with an owner, oldest first. They wait on from now. */
export const waitingFiles = async (sql: Sql, owner: FileOwner): Promise<PersonalFileRow[]> => {
  const now = clock.now()
  const found = await files(
    sql,
    `UPDATE personal_file SET expires_at = :ends, updated_at = :now
     WHERE owner_kind = :kind AND owner_id = :id AND state = 'stored' AND expires_at > :now RETURNING *`,
    { ...owner, ends: waitingEnds(now), now }
  )
  return found.sort((a, b) => a.created_at.getTime() - b.created_at.getTime())
}

/**
 * Those of these files that wait, and that this customer, or any guest, may answer a question with. They wait on from now, so
 * that they are there when the purchase is paid.
 */
export const holdFiles = (
  sql: Sql,
  ids: readonly string[],
  { customerId }: { readonly customerId: string | undefined }
): Promise<PersonalFileRow[]> => {
  const now = clock.now()
  return files(
    sql,
    `UPDATE personal_file SET expires_at = :ends, updated_at = :now
     WHERE id = ANY(:ids) AND state = 'stored' AND expires_at > :now
       AND (customer_id IS NULL OR customer_id = CAST(:customerId AS text)) RETURNING *`,
    { ids: [...ids], ends: waitingEnds(now), now, customerId: customerId ?? null }
  )
}

/** Files by id, those that wait and those of orders. */
export const findFiles = (sql: Sql, ids: readonly string[]): Promise<PersonalFileRow[]> =>
  files(
    sql,
    `SELECT * FROM personal_file WHERE id = ANY(:ids) AND state = 'stored' AND (expires_at IS NULL OR expires_at > :now)`,
    { ids: [...ids], now: clock.now() }
  )

/** Files that belong to the order from now on: they no longer expire. */
export const keepFiles = (sql: Sql, ids: readonly string[], orderId: string): Promise<number> =>
  sqlChanges(
    sql,
    `UPDATE personal_file SET owner_kind = 'order', owner_id = :orderId, expires_at = NULL, updated_at = :now
     WHERE id = ANY(:ids) AND owner_kind <> 'order' AND state = 'stored'`,
    { ids: [...ids], orderId, now: clock.now() }
  )

/** Gives the files that wait with one cart to another. */
export const moveFiles = (sql: Sql, { from, to }: { readonly from: string; readonly to: string }): Promise<number> =>
  sqlChanges(sql, `UPDATE personal_file SET owner_id = :to WHERE owner_kind = 'cart' AND owner_id = :from`, {
    from,
    to,
  })

/** Files of these owners wait no longer: the next run of the job deletes them. */
export const endFiles = (sql: Sql, kind: FileOwner["kind"], ids: readonly string[]): Promise<number> =>
  sqlChanges(
    sql,
    `UPDATE personal_file SET expires_at = :now
     WHERE owner_kind = :kind AND owner_id = ANY(:ids) AND expires_at > :now AND state <> 'deleting'`,
    { kind, ids: [...ids], now: clock.now() }
  )

/** One file that waits with this owner waits no longer. False when there is none. */
export const endFile = async (sql: Sql, owner: FileOwner, id: string): Promise<boolean> =>
  (await sqlChanges(
    sql,
    `UPDATE personal_file SET expires_at = :now
     WHERE id = :file AND owner_kind = :kind AND owner_id = :id AND expires_at > :now AND state <> 'deleting'`,
    { ...owner, file: id, now: clock.now() }
  )) === 1

const Expired = z.object({ id: column.text, storage_key: column.text })
export type ExpiredFile = z.output<typeof Expired>

/**
 * One file that waits no longer, for the caller to delete. From now on it can't be used, nor stored by an upload that took
 * too long. It is returned again after an hour, should its deletion fail.
 */
export const takeExpired = async (sql: Sql): Promise<ExpiredFile | null> => {
  const now = clock.now()
  return sqlRow(
    sql,
    Expired,
    `UPDATE personal_file SET expires_at = :again, state = 'deleting', updated_at = :now WHERE id = (
       SELECT id FROM personal_file WHERE expires_at <= :now ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, storage_key`,
    { now, again: new Date(now.getTime() + RETRY_MS) }
  )
}

/** Deletes the row of a file whose bytes were deleted. False when another process did. */
export const deleteFileRow = async (sql: Sql, id: string): Promise<boolean> =>
  (await sqlChanges(sql, "DELETE FROM personal_file WHERE id = :id AND state = 'deleting'", { id })) === 1

/** The files of a person's orders and carts, and those that they sent when they were signed in. */
export const filesOfPerson = (
  sql: Sql,
  person: {
    readonly orders: readonly string[]
    readonly carts: readonly string[]
    readonly customers: readonly string[]
  }
): Promise<PersonalFileRow[]> =>
  files(
    sql,
    `SELECT * FROM personal_file WHERE (owner_kind = 'order' AND owner_id = ANY(:orders))
       OR (owner_kind = 'cart' AND owner_id = ANY(:carts)) OR customer_id = ANY(:customers) ORDER BY created_at, id`,
    { orders: [...person.orders], carts: [...person.carts], customers: [...person.customers] }
  )
