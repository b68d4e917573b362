import { clock } from "@atrium/kernel"
import { column, listPage, nullable, Person, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import {
  PRIVACY_KINDS,
  type PrivacyKind,
  type PrivacyReportRow,
  type PrivacyRequestQuery,
  RemainingRows,
} from "../contracts"

type Sql = Knex | Knex.Transaction

const Row = z.object({
  id: column.text,
  kind: z.enum(PRIVACY_KINDS),
  status: z.enum(["requested", "running", "incomplete", "completed", "refused"]),
  origin: z.enum(["customer", "guest", "staff"]),
  email: column.text.nullable(),
  customer_id: column.text.nullable(),
  reason: column.text.nullable(),
  requested_at: column.timestamp,
  link_expires_at: column.timestamp,
  confirmed_at: column.timestamp.nullable(),
  completed_at: column.timestamp.nullable(),
  person: Person.nullable(),
  refusals: z.array(column.text),
  remaining: z.array(RemainingRows),
  archive_expires_at: column.timestamp.nullable(),
  /** Staff who asked for an erasure: `user:<id>` or `api-key:<id>`. */
  asked_by: column.text.nullable(),
})
export type PrivacyRow = z.infer<typeof Row>

const COLUMNS = Object.keys(Row.shape).join(", ")
const Count = z.object({ count: column.integer })

export type NewRequest = Pick<PrivacyRow, "kind" | "origin" | "customer_id" | "reason"> & {
  readonly email: string
  readonly tokenHash: string | null
  readonly linkExpiresAt: Date
  /** Of a request that needs no confirmation. */
  readonly person: Person | null
  readonly askedBy?: string
}

export const insertRequest = async (sql: Sql, request: NewRequest): Promise<PrivacyRow> => {
  const row = await sqlRow(
    sql,
    Row,
    `INSERT INTO privacy_request (id, kind, status, origin, email, customer_id, reason, token_hash, requested_at,
       link_expires_at, confirmed_at, person, asked_by)
     VALUES (:id, :kind, :status, :origin, :email, :customer_id, :reason, :tokenHash, :now, :linkExpiresAt, :confirmed,
       CAST(:person AS jsonb), :askedBy)
     RETURNING ${COLUMNS}`,
    {
      id: generateEntityId(undefined, "prrq"),
      kind: request.kind,
      status: request.person ? "running" : "requested",
      origin: request.origin,
      email: request.email,
      customer_id: request.customer_id,
      reason: request.reason,
      tokenHash: request.tokenHash,
      now: clock.now(),
      linkExpiresAt: request.linkExpiresAt,
      confirmed: request.person ? clock.now() : null,
      person: request.person ? JSON.stringify(request.person) : null,
      askedBy: request.askedBy ?? null,
    }
  )
  if (!row) throw new Error("The request was not stored")
  return row
}

/** Serializes the requests of one address until the transaction ends. */
export const lockAddress = async (trx: Knex.Transaction, email: string): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`privacy:${email}`])
}

/** How often the address asked for this since then, through the shop. */
export const countAsked = async (
  sql: Sql,
  { email, kind, since }: { email: string; kind: PrivacyKind; since: Date }
): Promise<number> =>
  (
    await sqlRow(
      sql,
      Count,
      `SELECT count(*)::int AS count FROM privacy_request
       WHERE email = :email AND kind = :kind AND requested_at > :since AND origin <> 'staff'`,
      { email, kind, since }
    )
  )?.count ?? 0

export const findRequest = (sql: Sql, id: string): Promise<PrivacyRow | null> =>
  sqlRow(sql, Row, `SELECT ${COLUMNS} FROM privacy_request WHERE id = ?`, [id])

/** The request whose confirmation is open; null for a used, unknown or expired link. */
export const findUnconfirmed = (sql: Sql, tokenHash: string): Promise<PrivacyRow | null> =>
  sqlRow(
    sql,
    Row,
    `SELECT ${COLUMNS} FROM privacy_request
     WHERE token_hash = :tokenHash AND status = 'requested' AND link_expires_at > :now`,
    { tokenHash, now: clock.now() }
  )

/** Uses up a link. If it is opened twice at once, only one call gets the row. */
export const confirmRequest = (sql: Sql, tokenHash: string, person: Person): Promise<PrivacyRow | null> =>
  sqlRow(
    sql,
    Row,
    `UPDATE privacy_request SET status = 'running', token_hash = NULL, confirmed_at = :now, updated_at = :now,
       person = CAST(:person AS jsonb)
     WHERE token_hash = :tokenHash AND status = 'requested' AND link_expires_at > :now
     RETURNING ${COLUMNS}`,
    { tokenHash, person: JSON.stringify(person), now: clock.now() }
  )

/** Confirms an erasure that staff asked for; null unless it waits for that, and for the one who asked. */
export const confirmByStaff = (
  sql: Sql,
  { id, by, person }: { id: string; by: string; person: Person }
): Promise<PrivacyRow | null> =>
  sqlRow(
    sql,
    Row,
    `UPDATE privacy_request SET status = 'running', confirmed_at = :now, updated_at = :now, confirmed_by = :by,
       person = CAST(:person AS jsonb)
     WHERE id = :id AND status = 'requested' AND origin = 'staff' AND link_expires_at > :now AND asked_by <> :by
     RETURNING ${COLUMNS}`,
    { id, by, person: JSON.stringify(person), now: clock.now() }
  )

/** Stores the archive and ends the request, in the caller's transaction; false when it has ended before. */
export const completeExport = async (
  trx: Knex.Transaction,
  done: { id: string; tokenHash: string; expiresAt: Date; archive: Uint8Array }
): Promise<boolean> => {
  const { id, tokenHash, expiresAt, archive } = done
  const changed = await sqlChanges(
    trx,
    `UPDATE privacy_request SET status = 'completed', completed_at = :now, updated_at = :now, person = NULL,
       token_hash = :tokenHash, archive_expires_at = :expiresAt
     WHERE id = :id AND status = 'running'`,
    { id, tokenHash, expiresAt, now: clock.now() }
  )
  if (changed === 0) return false
  await sqlChanges(trx, "INSERT INTO privacy_archive (request_id, content) VALUES (:id, :content)", {
    id,
    content: Buffer.from(archive),
  })
  return true
}

/** Stores the keys with which everything is found, before anything is erased. */
export const storePerson = async (sql: Sql, id: string, person: Person): Promise<void> => {
  await sqlChanges(
    sql,
    `UPDATE privacy_request SET person = CAST(:person AS jsonb), updated_at = :now WHERE id = :id AND status = 'running'`,
    { id, person: JSON.stringify(person), now: clock.now() }
  )
}

/** Records what the check after an erasure found. */
export const markIncomplete = async (sql: Sql, id: string, remaining: readonly RemainingRows[]): Promise<void> => {
  await sqlChanges(
    sql,
    `UPDATE privacy_request SET status = 'incomplete', remaining = CAST(:remaining AS jsonb), updated_at = :now
     WHERE id = :id AND status IN ('running', 'incomplete')`,
    { id, remaining: JSON.stringify(remaining), now: clock.now() }
  )
}

/** Ends an erasure. The keys of the person stay until `forgetPerson`; false when it has ended before. */
export const endErasure = async (
  trx: Knex.Transaction,
  { id, refusals }: { id: string; refusals: readonly string[] }
): Promise<boolean> =>
  (await sqlChanges(
    trx,
    `UPDATE privacy_request SET status = :status, completed_at = :now, updated_at = :now,
       refusals = CAST(:refusals AS jsonb), remaining = '[]',
       person = CASE WHEN :status = 'refused' THEN NULL ELSE person END
     WHERE id = :id AND status IN ('running', 'incomplete')`,
    { id, refusals: JSON.stringify(refusals), status: refusals.length > 0 ? "refused" : "completed", now: clock.now() }
  )) > 0

/** Removes the person from a request that has erased them. */
export const forgetPerson = async (trx: Knex.Transaction, id: string): Promise<void> => {
  await sqlChanges(
    trx,
    `UPDATE privacy_request SET email = NULL, customer_id = NULL, reason = NULL, person = NULL, updated_at = :now
     WHERE id = :id`,
    { id, now: clock.now() }
  )
}

const Step = z.object({
  table_name: column.text,
  what: column.text,
  done: z.enum(["exported", "deleted", "cleared", "kept"]),
  row_count: column.integer,
  why: column.text.nullable(),
})

/** Records what was done with one table; rows that a repetition erases are added. */
export const recordStep = async (trx: Knex.Transaction, requestId: string, step: PrivacyReportRow): Promise<void> => {
  await sqlChanges(
    trx,
    `INSERT INTO privacy_step (id, request_id, table_name, what, done, row_count, why)
     VALUES (:id, :requestId, :table, :what, :done, :rows, :why) 
     ON CONFLICT (request_id, table_name) DO UPDATE SET row_count = privacy_step.row_count + EXCLUDED.row_count`,
    { id: generateEntityId(undefined, "prst"), requestId, ...step }
  )
}

export const listSteps = async (sql: Sql, requestId: string): Promise<PrivacyReportRow[]> =>
  (
    await sqlRows(
      sql,
      Step,
      "SELECT table_name, what, done, row_count, why FROM privacy_step WHERE request_id = ? ORDER BY created_at, id",
      [requestId]
    )
  ).map(({ table_name, what, done, row_count, why }) => ({ table: table_name, what, done, rows: row_count, why }))

const Archive = z.object({ id: column.text, content: z.instanceof(Buffer) })
export type ArchiveRow = z.infer<typeof Archive>

const ARCHIVE = `
  SELECT request.id, archive.content FROM privacy_request request
  JOIN privacy_archive archive ON archive.request_id = request.id
  WHERE request.archive_expires_at > :now AND`

export const archiveByToken = (sql: Sql, tokenHash: string): Promise<ArchiveRow | null> =>
  sqlRow(sql, Archive, `${ARCHIVE} request.token_hash = :tokenHash AND request.status = 'completed'`, {
    tokenHash,
    now: clock.now(),
  })

/** The archive of a customer's own request. */
export const archiveOfCustomer = (
  sql: Sql,
  { id, customerId }: { id: string; customerId: string }
): Promise<ArchiveRow | null> =>
  sqlRow(sql, Archive, `${ARCHIVE} request.id = :id AND request.customer_id = :customerId`, {
    id,
    customerId,
    now: clock.now(),
  })

const MOST_SHOWN = 20

export const listOfCustomer = (sql: Sql, customerId: string): Promise<PrivacyRow[]> =>
  sqlRows(
    sql,
    Row,
    `SELECT ${COLUMNS} FROM privacy_request WHERE customer_id = ? ORDER BY requested_at DESC, id DESC LIMIT ${MOST_SHOWN}`,
    [customerId]
  )

const SORTED = { requested_at: "requested_at", completed_at: nullable("completed_at") } as const

/** One page for staff. */
export const listRequests = (knex: Knex, query: PrivacyRequestQuery): Promise<{ rows: PrivacyRow[]; count: number }> =>
  listPage(knex, {
    schema: Row,
    matching: knex("privacy_request").modify((builder) => {
      if (query.q) void builder.where("email", query.q.toLowerCase())
      if (query.kind) void builder.whereIn("kind", query.kind)
      const { status } = query
      if (status)
        void builder.where((any) => {
          void any.whereIn(
            "status",
            status.filter((one) => one !== "requested" && one !== "expired")
          )
          if (status.includes("requested"))
            void any.orWhere(
              (open) => void open.where("status", "requested").where("link_expires_at", ">", clock.now())
            )
          if (status.includes("expired"))
            void any.orWhere(
              (late) => void late.where("status", "requested").where("link_expires_at", "<=", clock.now())
            )
        })
    }),
    rows: knex("privacy_request").select(Object.keys(Row.shape)),
    id: "id",
    sorted: SORTED,
    order: query.order,
    limit: query.limit,
    offset: query.offset,
  })
