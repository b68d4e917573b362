import { toMajorNumber } from "@atrium/kernel"

import type { DisputeStatus } from "../../contracts/gateway"
import type { GatewayDisputeView } from "../../contracts/gateway-disputes"

/** A row as `pg` gives it: int8 comes as text. */
export type DisputeRow = {
  id: string
  provider: string
  reference: string
  payment_reference: string
  amount: string
  currency_code: string
  status: DisputeStatus
  payment_id: string | null
  order_id: string | null
  opened_at: Date
  closed_at: Date | null
}

export const disputeViewOf = (row: DisputeRow): GatewayDisputeView => ({
  id: row.id,
  provider: row.provider,
  reference: row.reference,
  payment_reference: row.payment_reference,
  amount: toMajorNumber(BigInt(row.amount), row.currency_code),
  currency_code: row.currency_code,
  status: row.status,
  payment_id: row.payment_id,
  order_id: row.order_id,
  opened_at: row.opened_at.toISOString(),
  closed_at: row.closed_at?.toISOString() ?? null,
})
