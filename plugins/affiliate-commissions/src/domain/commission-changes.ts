import type { CommissionStatus } from "../contracts/statuses"
import type { Hold } from "./own-purchase"

/** Where a commission can be held from; a release leads back there. */
export type HeldFrom = "pending" | "approved" | "payable"

/** What of a commission changes. Amounts in whole minor units. */
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

/** What the order says now: computed from frozen facts and the refunds so far. */
export type Due = { readonly owed: bigint; readonly refunded: bigint; readonly whyNothing: string }

const free = { held_from: null, hold: null }

const moved = (state: CommissionState, to: CommissionStatus, reason: string | null): Change => ({
  state: { ...state, ...free, status: to, ...(to === "void" ? { amount: 0n } : {}) },
  moves: [{ from: state.status, to, reason }],
})

const then = ({ state, moves }: Change, next: (state: CommissionState) => Change): Change => {
  const change = next(state)
  return { state: change.state, moves: [...moves, ...change.moves] }
}

const isHeldFrom = (status: CommissionStatus): status is HeldFrom =>
  status === "pending" || status === "approved" || status === "payable"

/** Holds a commission that is on its way; any other stays as it is. */
export const holdIt = (state: CommissionState, hold: Hold, reason: string = hold.text): Change => {
  if (!isHeldFrom(state.status)) return { state, moves: [] }
  return {
    state: { ...state, status: "held", held_from: state.status, hold },
    moves: [{ from: state.status, to: "held", reason }],
  }
}

/** A commission as it begins: pending, held at once for its own reason, void when nothing is owed. */
export const openIt = (due: Due, hold: Hold | null): Change => {
  const begun: Change = {
    state: { status: "pending", amount: due.owed, refunded: due.refunded, ...free, voided_by_staff: false },
    moves: [{ from: null, to: "pending", reason: null }],
  }
  return then(begun, (state) => {
    if (due.owed === 0n) return moved(state, "void", due.whyNothing)
    return hold ? holdIt(state, hold) : { state, moves: [] }
  })
}

/**
 * A commission after the order changed: the amount is what is owed now; nothing owed ends it, and what was ended by the
 * order alone begins again when something is owed after all. What was paid out stays paid and owes the difference.
 */
export const recompute = (state: CommissionState, due: Due): Change => {
  const seen = { ...state, refunded: due.refunded }
  if (state.status === "void") {
    if (state.voided_by_staff || due.owed === 0n) return { state: seen, moves: [] }
    return moved({ ...seen, amount: due.owed }, "pending", "Something is owed after all: money was not given back.")
  }
  if (due.owed === 0n && state.status !== "paid") return moved(seen, "void", due.whyNothing)
  return { state: { ...seen, amount: due.owed }, moves: [] }
}

/** The holding period is over: what is on its way becomes payable. */
export const matureIt = (state: CommissionState): Change => {
  const toPayable = (approved: CommissionState) => moved(approved, "payable", "The holding period is over.")
  if (state.status === "approved") return toPayable(state)
  if (state.status === "pending")
    return then(moved(state, "approved", "Nothing was found against it in the holding period."), toPayable)
  return { state, moves: [] }
}

/** Staff looked at it and found it right. */
export const approveIt = (state: CommissionState, reason: string | null): Change => moved(state, "approved", reason)

/** Staff lets it go on from where it was held. */
export const releaseIt = (state: CommissionState, reason: string): Change =>
  moved(state, state.held_from ?? "pending", reason)

/** Staff takes it back for good. */
export const voidIt = (state: CommissionState, reason: string): Change => {
  const change = moved(state, "void", reason)
  return { ...change, state: { ...change.state, voided_by_staff: true } }
}

/** One change after another, as one. */
export const inTurn = (state: CommissionState, ...steps: readonly ((state: CommissionState) => Change)[]): Change =>
  steps.reduce<Change>(then, { state, moves: [] })
