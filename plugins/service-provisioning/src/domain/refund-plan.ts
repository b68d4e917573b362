import { roundToMinorUnits, toMajorText } from "@atrium/kernel"

import { shareRefund } from "../contracts/refund-shares"
import { isFinal } from "./service-request-status"
import { type OrderedLine, type ProvisionedUnit, unitsRemoved } from "./units-removed"

/** An order's money as it is now; amounts are decimal text in major units, never below zero. */
export type RefundedOrder = {
  readonly currency_code: string
  /** What the order costs now, goods included and refunds not taken off. */
  readonly cost: string
  /** By how much that was lowered, all in all, by what was taken out of the order. */
  readonly lowered: string
  /** All that was taken for it so far. */
  readonly captured: string
  /** All that was refunded so far. */
  readonly refunded: string
  readonly canceled: boolean
  /** Its lines as they are now. */
  readonly lines: readonly OrderedLine[]
}

/** A service request as it is now; `payment_amount` is what its unit cost. */
export type RefundedUnit = ProvisionedUnit & { readonly payment_amount: string; readonly refunded_amount: string }

export type RefundPlan = {
  /** Nothing of the order is left: cancelled, or all of it refunded. */
  readonly whole: boolean
  /** Requests whose refunded amount differs from the books, with the amount they should have. */
  readonly refunds: readonly { readonly id: string; readonly refunded_amount: string }[]
  /** Requests of units that the order no longer holds, and that are not marked so yet. */
  readonly removed: readonly string[]
  /** Open requests that no one may work on any longer, by id. */
  readonly cancel: readonly string[]
}

/** Goods, shipping, and units that are not provisioned yet take their share of a refund, too. */
const REST = "~rest"

const partId = (unit: RefundedUnit): string => `${unit.order_line_item_id}:${String(unit.unit).padStart(6, "0")}`
const lesser = (one: bigint, other: bigint): bigint => (one < other ? one : other)
const atLeastNothing = (amount: bigint): bigint => (amount > 0n ? amount : 0n)

/**
 * What an order's refunds, its changes and its cancellation mean for its service requests. A function of the rows as they
 * are now: however they came about, in whatever order and however often this is asked, it ends the same.
 * A refund pays first for what was taken out of the order, then it is shared over what is left of it. A payment made
 * twice and refunded once (R10) refunds no one: what was taken beyond all that the order ever cost goes first.
 */
export const planRefund = (order: RefundedOrder, units: readonly RefundedUnit[]): RefundPlan => {
  const minor = (amount: string) => roundToMinorUnits(amount, order.currency_code)
  const removed = unitsRemoved(order.lines, units)
  const parts = units.map((unit) => {
    const amount = minor(unit.payment_amount)
    return { id: partId(unit), amount, removed: unit.removed || removed.includes(unit.id) ? amount : 0n }
  })
  const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)
  const paid = minor(order.captured)
  // What was added and taken out again before anybody paid for it is no part of what was paid.
  const lowered = lesser(minor(order.lowered), atLeastNothing(paid - minor(order.cost)))
  const amount = lesser(paid, minor(order.cost) + lowered)
  const refunded = minor(order.refunded) - (paid - amount)
  const rest = {
    id: REST,
    amount: atLeastNothing(amount - sumOf(parts.map((part) => part.amount))),
    removed: atLeastNothing(lowered - sumOf(parts.map((part) => part.removed))),
  }
  const shares = shareRefund(rest.amount > 0n ? [...parts, rest] : parts, refunded)
  const whole = order.canceled || (amount > 0n && refunded >= amount)
  return {
    whole,
    removed,
    refunds: units.flatMap((unit) => {
      const share = shares.get(partId(unit)) ?? 0n
      if (share === minor(unit.refunded_amount)) return []
      return { id: unit.id, refunded_amount: toMajorText(share, order.currency_code) }
    }),
    cancel: units
      .filter((unit) => !isFinal(unit.status) && (whole || unit.removed || removed.includes(unit.id)))
      .map((unit) => unit.id),
  }
}
