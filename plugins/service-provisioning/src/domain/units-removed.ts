import type { ServiceRequestStatus } from "../contracts/statuses"
import { isFinal } from "./service-request-status"

/** A line of an order as it is now; `held` without what was returned or written off. */
export type OrderedLine = { readonly line_id: string; readonly held: number }

export type ProvisionedUnit = {
  readonly id: string
  readonly order_line_item_id: string
  readonly unit: number
  readonly status: ServiceRequestStatus
  /** The order no longer holds it. */
  readonly removed: boolean
}

// Staff who cancel a unit and then take it out of the order mean that one. Open units are given up before finished work.
const rank = (status: ServiceRequestStatus): number => (status === "cancelled" ? 0 : isFinal(status) ? 2 : 1)

/**
 * Units that an order holds no longer though they have their request: of each line as many as are too many now, cancelled
 * ones first, then open ones, completed ones last, each time the youngest first.
 */
export const unitsRemoved = (lines: readonly OrderedLine[], units: readonly ProvisionedUnit[]): string[] => {
  const quantities = new Map(lines.map((line) => [line.line_id, line.held]))
  const kept = units.filter((unit) => !unit.removed)
  return [...new Set(kept.map((unit) => unit.order_line_item_id))].flatMap((lineId) => {
    const ofLine = kept.filter((unit) => unit.order_line_item_id === lineId)
    const tooMany = Math.max(0, ofLine.length - (quantities.get(lineId) ?? 0))
    return ofLine
      .sort((one, other) => rank(one.status) - rank(other.status) || other.unit - one.unit)
      .slice(0, tooMany)
      .map((unit) => unit.id)
  })
}
