import type { ServiceRequestStatus } from "../contracts/statuses"
import { isFinal } from "./service-request-status"

/** A line of an order as it is now; `held` without what was returned or written off. */
export type OrderedLine = { readonly line_id: string; readonly held: number }

export type ProvisionedUnit = {
  readonly id: string
  readonly order_line_item_id: string
  readonly unit: number
  readonly status: ServiceRequestStatus
  /** It was removed from the order. */
  readonly removed: boolean
  /** A refund was made for it. */
  readonly chosen?: boolean | undefined
}

// Staff who cancel a unit and then remove one from the order mean that one. Open units go before completed ones.
const rank = ({ status, chosen }: ProvisionedUnit): number =>
  chosen || status === "cancelled" ? 0 : isFinal(status) ? 2 : 1

/**
 * Units that have a request but are no longer part of the order: per line as many as exceed its quantity now; canceled
 * and refunded ones first, then open ones, completed ones last, and the newest first within each group.
 */
export const unitsRemoved = (lines: readonly OrderedLine[], units: readonly ProvisionedUnit[]): string[] => {
  const quantities = new Map(lines.map((line) => [line.line_id, line.held]))
  const kept = units.filter((unit) => !unit.removed)
  return [...new Set(kept.map((unit) => unit.order_line_item_id))].flatMap((lineId) => {
    const ofLine = kept.filter((unit) => unit.order_line_item_id === lineId)
    const tooMany = Math.max(0, ofLine.length - (quantities.get(lineId) ?? 0))
    return ofLine
      .sort((one, other) => rank(one) - rank(other) || other.unit - one.unit)
      .slice(0, tooMany)
      .map((unit) => unit.id)
  })
}
