import type { CommissionStatus } from "../contracts/statuses"
import type { OwedAmount } from "./commission-owed"
import type { Hold } from "./own-purchase"

/** The statuses a commission can be held from; a release leads back there. */
export const HELD_FROM = ["pending", "approved", "payable"] as const
export type HeldFrom = (typeof HELD_FROM)[number]

/** The part of a commission that changes. Amounts in whole minor units. */
export type CommissionState = {
  readonly status: CommissionStatus
  readonly amount: bigint
  /** The line's share of the refunds so far. */
  readonly refunded: bigint
  readonly held_from: HeldFrom | null
  readonly hold: Hold | null
  readonly voided_by_staff: boolean
}

export type Move = {
  readonly from: CommissionStatus | null
  readonly to: CommissionStatus
  readonly reason: string | null
}

/** A commission's next state and the history rows that lead there. */
export type Change = { readonly state: CommissionState; readonly moves: readonly Move[] }

const notHeld = { held_from: null, hold: null }

/** Leaves a commission as it is. */
export const unchanged = (state: CommissionState): Change => ({ state, moves: [] })

const moved = (state: CommissionState, to: CommissionStatus, reason: string | null): Change => ({
  state: { ...state, ...notHeld, status: to, amount: to === "void" ? 0n : state.amount },
  moves: [{ from: state.status, to, reason }],
})

const then = ({ state, moves }: Change, next: (state: CommissionState) => Change): Change => {
  const change = next(state)
  return { state: change.state, moves: [...moves, ...change.moves] }
}

/** Several changes, one after another, as one. */
export const inTurn = (state: CommissionState, ...steps: readonly ((state: CommissionState) => Change)[]): Change =>
  steps.reduce<Change>(then, unchanged(state))

/** Holds a commission that is pending, approved or payable; any other is unchanged. */
export const hold = (state: CommissionState, why: Hold, reason: string = why.text): Change => {
  const from = HELD_FROM.find((status) => status === state.status)
  if (!from) return unchanged(state)
  return {
    state: { ...state, status: "held", held_from: from, hold: why },
    moves: [{ from, to: "held", reason }],
  }
}

/** A new commission: pending, held at once when there is a reason, void when nothing is owed. */
export const open = (line: OwedAmount, why: Hold | null): Change => {
  const started: Change = {
    state: { status: "pending", amount: line.owed, refunded: line.refunded, ...notHeld, voided_by_staff: false },
    moves: [{ from: null, to: "pending", reason: null }],
  }
  return then(started, (state) => {
    if (line.owed === 0n) return moved(state, "void", line.whyNothing)
    return why ? hold(state, why) : unchanged(state)
  })
}

/**
 * A commission after its order changed: the amount is what is owed now. When nothing is owed it becomes void, and one
 * that became void this way is reinstated when something is owed after all. What was paid out stays paid and owes the
 * difference.
 */
export const recompute = (state: CommissionState, line: OwedAmount): Change => {
  const current = { ...state, refunded: line.refunded }
  if (state.status === "void") {
    if (state.voided_by_staff || line.owed === 0n) return unchanged(current)
    return moved({ ...current, amount: line.owed }, "pending", "Reinstated: the refund did not go through.")
  }
  if (line.owed === 0n && state.status !== "paid") return moved(current, "void", line.whyNothing)
  return unchanged({ ...current, amount: line.owed })
}

const DISPUTE: Hold = { reason: "dispute", text: "The buyer disputes the payment." }

/**
 * A commission whose order is or was disputed: held while a dispute is open, released once none is. A release by staff
 * stands until another dispute is opened.
 * @param disputes whether one is open, whether one of those is new to this order, and the commission as it was before
 *   this change
 */
export const followDisputes = (
  state: CommissionState,
  { open, isNew, before }: { open: boolean; isNew: boolean; before: CommissionState }
): Change => {
  if (!open) {
    const heldForIt = state.status === "held" && state.hold?.reason === DISPUTE.reason
    return heldForIt ? release(state, "The dispute was decided.") : unchanged(state)
  }
  const wasReleased = HELD_FROM.some((status) => status === before.status) || before.hold?.reason === DISPUTE.reason
  return isNew || !wasReleased ? hold(state, DISPUTE) : unchanged(state)
}

/** The holding period has ended: a pending or approved commission becomes payable. */
export const mature = (state: CommissionState): Change => {
  const toPayable = (approved: CommissionState) => moved(approved, "payable", "The holding period ended.")
  if (state.status === "approved") return toPayable(state)
  if (state.status === "pending")
    return then(moved(state, "approved", "The holding period ended without objections."), toPayable)
  return unchanged(state)
}

/** Staff approve it. */
export const approve = (state: CommissionState, reason: string | null): Change => moved(state, "approved", reason)

/** Staff release it to the status it was held from. */
export const release = (state: CommissionState, reason: string): Change =>
  moved(state, state.held_from ?? "pending", reason)

/** Staff void it permanently. */
export const voidCommission = (state: CommissionState, reason: string): Change => {
  const change = moved(state, "void", reason)
  return { ...change, state: { ...change.state, voided_by_staff: true } }
}
