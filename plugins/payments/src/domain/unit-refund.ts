import { roundToMinorUnits } from "@atrium/kernel"

import type { UnitRefusal } from "../contracts/refundable-units"

/** A bought unit as the plugin that sold it knows it. Amounts are decimal text in major units. */
export type BoughtUnit = {
  readonly id: string
  readonly line_id: string
  /** Its number within the line, from 1. */
  readonly unit: number
  readonly title: string
  readonly reference: string
  /** What was paid for it, with tax and after discounts. */
  readonly amount: string
  /** Its share of the order's refunds so far. */
  readonly refunded: string
  readonly state: "open" | "completed" | "canceled"
}

/** A unit and what a refund of it pays back, in minor units. */
export type UnitToRefund = BoughtUnit & {
  readonly cost: bigint
  readonly left: bigint
  readonly refusal: UnitRefusal | null
}

/**
 * What a refund of this unit pays back: its price less what was refunded of it. A completed one is kept: money can be
 * given back as an amount, but there is no work left to cancel.
 * @param chosenBefore whether a refund named it already
 */
export const unitToRefund = (unit: BoughtUnit, currencyCode: string, chosenBefore: boolean): UnitToRefund => {
  const cost = roundToMinorUnits(unit.amount, currencyCode)
  const rest = cost - roundToMinorUnits(unit.refunded, currencyCode)
  const left = chosenBefore || rest < 0n ? 0n : rest
  const refusalOf = (): UnitRefusal | null => {
    if (cost === 0n) return "free"
    if (left === 0n) return "refunded"
    return unit.state === "completed" ? "completed" : null
  }
  const refusal = refusalOf()
  return { ...unit, cost, left: refusal ? 0n : left, refusal }
}

export const UNIT_REFUSAL_TEXT: Readonly<Record<UnitRefusal, string>> = {
  refunded: "It is refunded already",
  completed: "It is completed. Refund an amount instead",
  free: "Nothing was paid for it",
}

export type ChosenUnits =
  | { readonly units: readonly UnitToRefund[]; readonly amount: bigint; readonly problem?: undefined }
  | { readonly problem: string }

/** The units that staff chose with their sum, or why they can't be refunded: an unknown unit, or one that is refused. */
export const chooseUnits = (all: readonly UnitToRefund[], ids: readonly string[]): ChosenUnits => {
  const chosen = [...new Set(ids)].flatMap((id) => all.find((unit) => unit.id === id) ?? [])
  if (chosen.length === 0 || chosen.length < new Set(ids).size) return { problem: "Choose units of this order" }
  const refused = chosen.find(({ refusal }) => refusal !== null)
  if (refused?.refusal) return { problem: `${refused.reference}: ${UNIT_REFUSAL_TEXT[refused.refusal]}` }
  return { units: chosen, amount: chosen.reduce((sum, { left }) => sum + left, 0n) }
}

/** A refund of chosen units that was asked for. */
export type AskedUnitRefund = {
  readonly id: string
  readonly amount: bigint
  readonly known_refunds: readonly string[]
}

/**
 * Which of a payment's refunds each asked one became: the first of the same amount that was not there before and is no
 * other's. Those without one are left out.
 * @param made the payment's refunds in minor units, oldest first
 * @param linked refunds that are known to be another's
 */
export const matchUnitRefunds = (
  asked: readonly AskedUnitRefund[],
  made: readonly { readonly id: string; readonly amount: bigint }[],
  linked: readonly string[]
): Map<string, string> => {
  const taken = new Set(linked)
  const matches = new Map<string, string>()
  for (const { id, amount, known_refunds } of asked) {
    const refund = made.find((one) => one.amount === amount && !taken.has(one.id) && !known_refunds.includes(one.id))
    if (!refund) continue
    taken.add(refund.id)
    matches.set(id, refund.id)
  }
  return matches
}
