import { toMajorText } from "@atrium/kernel"

import { shareRefund } from "../contracts/refund-shares"
import type { ServiceRequestStatus } from "../contracts/statuses"
import { roundedMinorUnits } from "./decimal-amount"
import { isFinal } from "./service-request-status"

/** What an order's books say now; amounts are decimal text in major units, never below zero. */
export type OrderMoney = {
  readonly currency_code: string
  /** What the whole order cost when it was paid, goods included; null where that was not kept. */
  readonly amount: string | null
  /** All that was taken for it so far. */
  readonly paid: string
  /** All that was given back so far. */
  readonly refunded: string
  readonly canceled: boolean
}

/** A service request as it stands; `payment_amount` is what its unit cost. */
export type RefundedUnit = {
  readonly id: string
  readonly order_line_item_id: string
  readonly unit: number
  readonly status: ServiceRequestStatus
  readonly payment_amount: string
  readonly refunded_amount: string
}

export type RefundPlan = {
  /** Nothing of the order is left: cancelled, or all of it given back. */
  readonly whole: boolean
  /** Requests whose refunded amount differs from the books, with the amount they should have. */
  readonly refunds: readonly { readonly id: string; readonly refunded_amount: string }[]
  /** Open requests that nobody may work on any more, by id. */
  readonly cancel: readonly string[]
}

/** Goods, shipping, and units that are not provisioned yet take their share of a refund, too. */
const REST = "~rest"

const partId = (unit: RefundedUnit): string => `${unit.order_line_item_id}:${String(unit.unit).padStart(6, "0")}`

/**
 * What an order's refunds and its cancellation mean for its service requests. A function of the rows as they are now:
 * however the refunds came, in whatever order and however often this is asked, it ends the same.
 * A payment made twice and given back once (R10) refunds nobody: what was taken beyond the order's amount goes first.
 */
export const planRefund = (order: OrderMoney, units: readonly RefundedUnit[]): RefundPlan => {
  const minor = (amount: string) => roundedMinorUnits(amount, order.currency_code)
  const paid = minor(order.paid)
  const amount = order.amount === null ? paid : minor(order.amount)
  const beyond = paid > amount ? paid - amount : 0n
  const refunded = minor(order.refunded) - beyond
  const parts = units.map((unit) => ({ id: partId(unit), amount: minor(unit.payment_amount) }))
  const rest = amount - parts.reduce((sum, part) => sum + part.amount, 0n)
  const shares = shareRefund(rest > 0n ? [...parts, { id: REST, amount: rest }] : parts, refunded)
  const whole = order.canceled || (amount > 0n && refunded >= amount)
  return {
    whole,
    refunds: units.flatMap((unit) => {
      const share = shares.get(partId(unit)) ?? 0n
      if (share === minor(unit.refunded_amount)) return []
      return { id: unit.id, refunded_amount: toMajorText(share, order.currency_code) }
    }),
    cancel: whole ? units.filter((unit) => !isFinal(unit.status)).map((unit) => unit.id) : [],
  }
}
