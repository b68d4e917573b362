import { commonErrors, toMajorNumber } from "@atrium/kernel"
import { readLedgerEntries } from "@atrium/ledger/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CommissionDetailOut, CommissionOut, ListCommissions } from "../contracts/commissions"
import { toCommission } from "../domain/present-commission"
import { commissionHistory, findCommission, listCommissions } from "../modules/affiliate/store/commission-list"

const MOST_ENTRIES = 100

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

/** A page of commissions for staff. Two statements. */
export const listCommissionsForStaff = async (
  container: MedusaContainer,
  { order, limit, offset, ...filter }: ListCommissions
): Promise<{ commissions: CommissionOut[]; count: number; offset: number; limit: number }> => {
  const { rows, count } = await listCommissions(sql(container), filter, { order, limit, offset })
  return { commissions: rows.map(toCommission), count, offset, limit }
}

/** One commission with its history and its bookings, newest first. Throws `not_found`. */
export const readCommission = async (container: MedusaContainer, id: string): Promise<CommissionDetailOut> => {
  const knex = sql(container)
  const [row, history, booked] = await Promise.all([
    findCommission(knex, id),
    commissionHistory(knex, id),
    readLedgerEntries(container, {
      source_type: "commission",
      source_id: id,
      order: "-occurred_at",
      limit: MOST_ENTRIES,
      offset: 0,
    }),
  ])
  if (!row) throw commonErrors.fail("not_found")
  return {
    ...toCommission(row),
    history: history.map(({ old_status: from, new_status: to, created_at: at, ...one }) => ({
      ...{ from, to, created_at: at.toISOString() },
      ...one,
    })),
    entries: booked.entries.map(({ id: entry, kind, description, occurred_at, postings }) => ({
      ...{ id: entry, kind, description, occurred_at },
      postings: postings.map(({ owner_type, purpose, amount, currency_code }) => ({
        ...{ owner_type, purpose },
        amount: toMajorNumber(BigInt(amount), currency_code),
      })),
    })),
  }
}
