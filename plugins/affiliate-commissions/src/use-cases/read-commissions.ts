import { commonErrors, toMajorNumber } from "@atrium/kernel"
import { readLedgerEntries } from "@atrium/ledger/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CommissionDetailOut, CommissionOut, ListCommissions } from "../contracts/commissions"
import { commissionHistory, findCommission, listCommissions as listRows } from "../data/commission-list"
import { toCommission } from "../domain/present-commission"

const MAX_ENTRIES = 100

/** A page of commissions for staff. */
export const listCommissions = async (
  container: MedusaContainer,
  { order, limit, offset, ...filter }: ListCommissions
): Promise<{ commissions: CommissionOut[]; count: number; offset: number; limit: number }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows, count } = await listRows(knex, filter, { order, limit, offset })
  return { commissions: rows.map(toCommission), count, offset, limit }
}

/** One commission with its history and its bookings, newest first. Throws `not_found`. */
export const readCommission = async (container: MedusaContainer, id: string): Promise<CommissionDetailOut> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [row, history, booked] = await Promise.all([
    findCommission(knex, id),
    commissionHistory(knex, id),
    readLedgerEntries(container, {
      source_type: "commission",
      source_id: id,
      order: "-occurred_at",
      limit: MAX_ENTRIES,
      offset: 0,
    }),
  ])
  if (!row) throw commonErrors.fail("not_found")
  return {
    ...toCommission(row),
    history: history.map(({ old_status: from, new_status: to, created_at: at, ...one }) => ({
      ...one,
      from,
      to,
      created_at: at.toISOString(),
    })),
    entries: booked.entries.map(({ id: entry, kind, description, occurred_at, postings }) => ({
      id: entry,
      kind,
      description,
      occurred_at,
      postings: postings.map(({ owner_type, purpose, amount, currency_code }) => ({
        owner_type,
        purpose,
        amount: toMajorNumber(BigInt(amount), currency_code),
      })),
    })),
  }
}
