import { roundToMinorUnits, toMajorText } from "@atrium/kernel"

import { shareRefund } from "../contracts/refund-shares"
import { isFinal } from "./service-request-status"
import { type OrderedLine, type ProvisionedUnit, unitsRemoved } from "./units-removed"

/** An order's money as it is now; amounts are decimal text in major units, never below zero. */
export type RefundedOrder = {
  readonly currency_code: string
  /** What the order costs now, including goods and before refunds. */
  readonly cost: string
  /** How much the removal of items has lowered that total so far. */
  readonly lowered: string
  /** Total captured so far. */
  readonly captured: string
  /** Total refunded so far. */
  readonly refunded: string
  readonly canceled: boolean
  /** Its lines as they are now. */
  readonly lines: readonly (OrderedLine & { readonly refunded_units?: readonly number[] })[]
}

/** A service request as it is now; `payment_amount` is what its unit cost. */
export type RefundedUnit = ProvisionedUnit & { readonly payment_amount: string; readonly refunded_amount: string }

export type RefundPlan = {
  /** The order was canceled or refunded in full. */
  readonly whole: boolean
  /** Requests whose refunded amount differs from the order's transactions, with the correct amount. */
  readonly refunds: readonly { readonly id: string; readonly refunded_amount: string }[]
  /** Requests of units removed from the order that are not marked as removed yet. */
  readonly removed: readonly string[]
  /** Ids of open requests to cancel. */
  readonly cancel: readonly string[]
  /** Ids of requests that a refund was made for. */
  readonly chosen: readonly string[]
}

/** Stands for goods, shipping and units not provisioned yet, which also take a share of refunds. */
const REST = "~rest"

/** Marks the units that a refund was made for. */
const withChosen = (order: RefundedOrder, units: readonly RefundedUnit[]): RefundedUnit[] => {
  const refunded = new Map(order.lines.map((line) => [line.line_id, line.refunded_units ?? []]))
  return units.map((unit) => ({
    ...unit,
    chosen: (refunded.get(unit.order_line_item_id) ?? []).includes(unit.unit),
  }))
}

const partId = (unit: RefundedUnit): string => `${unit.order_line_item_id}:${String(unit.unit).padStart(6, "0")}`
const lesser = (one: bigint, other: bigint): bigint => (one < other ? one : other)
const atLeastNothing = (amount: bigint): bigint => (amount > 0n ? amount : 0n)

/**
 * What an order's refunds, changes and cancellation mean for its service requests. A function of the current rows: the
 * result does not depend on the order of events or on how often it is computed.
 * A refund pays first for the units it was made for, then for what was taken out of the order, then it is shared over
 * what is left of it. A payment made twice and refunded once (R10) refunds no one: what was taken beyond all that the
 * order ever cost goes first.
 */
export const planRefund = (order: RefundedOrder, all: readonly RefundedUnit[]): RefundPlan => {
  const units = withChosen(order, all)
  const minor = (amount: string) => roundToMinorUnits(amount, order.currency_code)
  const removed = unitsRemoved(order.lines, units)
  const parts = units.map((unit) => {
    const amount = minor(unit.payment_amount)
    const gone = unit.removed || removed.includes(unit.id) ? amount : 0n
    return { id: partId(unit), amount, gone, removed: unit.chosen ? 0n : gone, chosen: unit.chosen ? amount : 0n }
  })
  const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)
  const paid = minor(order.captured)
  // Items that were added and removed again before being paid for are not part of what was paid.
  const lowered = lesser(minor(order.lowered), atLeastNothing(paid - minor(order.cost)))
  const amount = lesser(paid, minor(order.cost) + lowered)
  const refunded = minor(order.refunded) - (paid - amount)
  const rest = {
    id: REST,
    amount: atLeastNothing(amount - sumOf(parts.map((part) => part.amount))),
    removed: atLeastNothing(lowered - sumOf(parts.map((part) => part.gone))),
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
      .filter((unit) => !isFinal(unit.status) && (whole || unit.removed || unit.chosen || removed.includes(unit.id)))
      .map((unit) => unit.id),
    chosen: units.filter((unit) => unit.chosen).map((unit) => unit.id),
  }
}
