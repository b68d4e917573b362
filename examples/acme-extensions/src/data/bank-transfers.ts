import { randomBytes } from "node:crypto"

import { clock, orderSql } from "@atrium/kernel"
import { column, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { BANK_TRANSFER_STATUSES, type BankTransferQuery } from "../contracts/bank-transfers"

const Row = z.object({
  id: column.text,
  session_id: column.text,
  amount: column.bigint,
  currency_code: column.text,
  status: z.enum(BANK_TRANSFER_STATUSES),
  refunded: column.bigint,
  created_at: column.timestamp,
  received_at: column.timestamp.nullable(),
})
export type BankTransferRow = z.output<typeof Row>

const SELECT = `
  SELECT transfer.*, (
    SELECT coalesce(sum(amount), 0) FROM acme_bank_transfer_refund WHERE transfer_id = transfer.id
  ) AS refunded
  FROM acme_bank_transfer transfer`

/** Returns a new payment reference without letters and digits that are easily confused. */
const newReference = (): string => {
  const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
  return `ACME-${[...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length]).join("")}`
}

/** Creates the transfer of a payment session, or returns the existing one. The amount is in minor units. */
export const expectTransfer = async (
  knex: Knex,
  transfer: { sessionId: string; amount: bigint; currencyCode: string }
): Promise<BankTransferRow> => {
  const now = clock.now()
  await sqlChanges(
    knex,
    `INSERT INTO acme_bank_transfer (id, session_id, amount, currency_code, created_at, updated_at)
     VALUES (:id, :session, :amount, :currency, :now, :now) ON CONFLICT (session_id) DO NOTHING`,
    {
      id: newReference(),
      session: transfer.sessionId,
      amount: String(transfer.amount),
      currency: transfer.currencyCode,
      now,
    }
  )
  const row = await sqlRow(knex, Row, `${SELECT} WHERE session_id = :session`, { session: transfer.sessionId })
  if (!row) throw new Error("The inserted transfer was not found")
  return row
}

export const findTransfer = (knex: Knex, id: string): Promise<BankTransferRow | null> =>
  sqlRow(knex, Row, `${SELECT} WHERE id = :id`, { id })

/** Changes the status of an expected transfer. Returns false when it is no longer expected. */
const changeExpected = async (knex: Knex, id: string, to: "received" | "canceled"): Promise<boolean> =>
  (await sqlChanges(
    knex,
    `UPDATE acme_bank_transfer SET status = :to, received_at = CASE WHEN :to = 'received' THEN CAST(:now AS timestamptz)
       END, updated_at = :now WHERE id = :id AND status = 'expected'`,
    { id, to, now: clock.now() }
  )) === 1

export const receiveTransfer = (knex: Knex, id: string): Promise<boolean> => changeExpected(knex, id, "received")
export const cancelTransfer = (knex: Knex, id: string): Promise<boolean> => changeExpected(knex, id, "canceled")

/** Changes the amount of an expected transfer. */
export const repriceTransfer = (knex: Knex, id: string, amount: bigint): Promise<number> =>
  sqlChanges(
    knex,
    `UPDATE acme_bank_transfer SET amount = :amount, updated_at = :now WHERE id = :id AND status = 'expected'`,
    { id, amount: String(amount), now: clock.now() }
  )

/** Records a refund, once per key. Returns false when it exceeds the remaining amount. */
export const refundTransfer = async (
  knex: Knex,
  refund: { id: string; transferId: string; amount: bigint }
): Promise<boolean> =>
  knex.transaction(async (trx) => {
    const transfer = await sqlRow(trx, Row, `${SELECT} WHERE id = :id FOR UPDATE OF transfer`, {
      id: refund.transferId,
    })
    const existing = await sqlRow(
      trx,
      z.object({ id: column.text }),
      "SELECT id FROM acme_bank_transfer_refund WHERE id = :id",
      {
        id: refund.id,
      }
    )
    if (existing) return true
    // Read after the lock, to include refunds committed while waiting for it.
    const current = await findTransfer(trx, refund.transferId)
    if (transfer?.status !== "received" || !current || current.amount - current.refunded < refund.amount) return false
    await sqlChanges(
      trx,
      "INSERT INTO acme_bank_transfer_refund (id, transfer_id, amount, created_at) VALUES (:id, :transfer, :amount, :now)",
      { id: refund.id, transfer: refund.transferId, amount: String(refund.amount), now: clock.now() }
    )
    return true
  })

const RefundRow = z.object({ id: column.text, amount: column.bigint, created_at: column.timestamp })

export const refundsOfTransfer = (knex: Knex, id: string): Promise<z.output<typeof RefundRow>[]> =>
  sqlRows(knex, RefundRow, "SELECT id, amount, created_at FROM acme_bank_transfer_refund WHERE transfer_id = :id", {
    id,
  })

/** Yields received transfers that changed in the window, in pages. */
export async function* changedTransfers(
  knex: Knex,
  window: { since: Date; until: Date }
): AsyncGenerator<readonly BankTransferRow[]> {
  const size = 200
  for (let after = ""; ;) {
    const page = await sqlRows(
      knex,
      Row,
      `${SELECT} WHERE status = 'received' AND transfer.id > :after AND (
         transfer.updated_at BETWEEN :since AND :until OR EXISTS (
           SELECT 1 FROM acme_bank_transfer_refund refund
           WHERE refund.transfer_id = transfer.id AND refund.created_at BETWEEN :since AND :until))
       ORDER BY transfer.id LIMIT :size`,
      { ...window, after, size }
    )
    if (page.length) yield page
    if (page.length < size) return
    after = page.at(-1)?.id ?? ""
  }
}

const SORTABLE = { created_at: "created_at", received_at: "received_at", amount: "amount" }
const Counted = Row.extend({ total: column.bigint })

/** Returns one page of transfers and the total count. */
export const listTransfers = async (
  knex: Knex,
  query: BankTransferQuery
): Promise<{ rows: BankTransferRow[]; count: number }> => {
  const rows = await sqlRows(
    knex,
    Counted,
    `SELECT *, count(*) OVER () AS total FROM (${SELECT}) transfer
     WHERE (CAST(:q AS text) IS NULL OR strpos(upper(id), upper(:q)) > 0)
       AND (CAST(:statuses AS text[]) IS NULL OR status = ANY (:statuses))
     ORDER BY ${orderSql(query.order, SORTABLE)} LIMIT :limit OFFSET :offset`,
    {
      q: query.q ?? null,
      statuses: query.status ?? null,
      limit: query.limit,
      offset: query.offset,
    }
  )
  return { rows, count: Number(rows[0]?.total ?? 0n) }
}

/** Counts transfers that have been expected for more than a week. */
export const countOverdueTransfers = async (knex: Knex): Promise<number> =>
  (
    await sqlRow(
      knex,
      z.object({ count: column.integer }),
      "SELECT count(*)::int AS count FROM acme_bank_transfer WHERE status = 'expected' AND created_at < :before",
      { before: new Date(clock.now().getTime() - 7 * 86_400_000) }
    )
  )?.count ?? 0
