import { toMajorNumber } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { BankTransferQuery, BankTransferView } from "../contracts"
import { type BankTransferRow, listTransfers } from "../data/bank-transfers"

export const toBankTransferView = (row: BankTransferRow): BankTransferView => ({
  id: row.id,
  amount: toMajorNumber(row.amount, row.currency_code),
  refunded: toMajorNumber(row.refunded, row.currency_code),
  currency_code: row.currency_code,
  status: row.status,
  created_at: row.created_at.toISOString(),
  received_at: row.received_at?.toISOString() ?? null,
})

/** Returns one page of transfers. */
export const readBankTransfers = async (container: MedusaContainer, query: BankTransferQuery) => {
  const { rows, count } = await listTransfers(knexOf(container), query)
  return { bank_transfers: rows.map(toBankTransferView), count, limit: query.limit, offset: query.offset }
}
