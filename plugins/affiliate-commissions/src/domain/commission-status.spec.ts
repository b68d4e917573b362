import fc from "fast-check"

import { COMMISSION_STATUSES, type CommissionStatus } from "../contracts/statuses"
import {
  approveIt,
  type Change,
  type CommissionState,
  holdIt,
  matureIt,
  openIt,
  recompute,
  releaseIt,
  voidIt,
} from "./commission-changes"
import { actionsOf, canMove, COMMISSION_TRANSITIONS } from "./commission-status"

const hold = { reason: "dispute" as const, text: "The buyer disputes the payment." }
const due = (owed: bigint) => ({ owed, refunded: 0n, whyNothing: "It was refunded in full." })

/** Everything that can happen to a commission; a decision that its state does not allow is left out, as staff's is. */
const EVENTS: readonly ((state: CommissionState, amount: bigint) => Change)[] = [
  (state, amount) => recompute(state, due(amount)),
  (state) => matureIt(state),
  (state) => holdIt(state, hold),
  (state) => (actionsOf(state.status).includes("approve") ? approveIt(state, null) : { state, moves: [] }),
  (state) => (actionsOf(state.status).includes("release") ? releaseIt(state, "Looked at") : { state, moves: [] }),
  (state) => (actionsOf(state.status).includes("void") ? voidIt(state, "Fraud") : { state, moves: [] }),
]

describe("states of a commission", () => {
  it("can all be reached, and left unless they are the end", () => {
    const reached = new Set<CommissionStatus>(["pending", ...Object.values(COMMISSION_TRANSITIONS).flat()])
    expect([...reached].sort()).toEqual([...COMMISSION_STATUSES].sort())
    for (const status of COMMISSION_STATUSES) expect(COMMISSION_TRANSITIONS[status].length > 0).toBe(status !== "paid")
  })

  it("are only ever moved as the table allows, with the history in one chain and nothing owed while void", () => {
    const step = fc.tuple(fc.nat(EVENTS.length - 1), fc.bigInt(0n, 3n))
    fc.assert(
      fc.property(fc.bigInt(0n, 3n), fc.boolean(), fc.array(step, { maxLength: 20 }), (owed, held, steps) => {
        let { state, moves } = openIt(due(owed), held ? hold : null)
        expect(moves[0]).toMatchObject({ from: null, to: "pending" })
        let status: CommissionStatus = "pending"
        const follow = (list: Change["moves"]) => {
          for (const move of list) {
            if (move.from === null) continue
            expect([status, canMove(move.from, move.to)]).toEqual([move.from, true])
            status = move.to
          }
          expect(state.status).toBe(status)
        }
        follow(moves)
        for (const [event, amount] of steps) {
          ;({ state, moves } = EVENTS[event]?.(state, amount) ?? { state, moves: [] })
          follow(moves)
          if (state.status === "void") expect(state.amount).toBe(0n)
          expect((state.status === "held") === (state.hold !== null && state.held_from !== null)).toBe(true)
        }
      }),
      { numRuns: 500 }
    )
  })

  it("what staff took back stays so; what a refund took back comes again when the refund did not happen", () => {
    const { state } = openIt(due(100n), null)
    expect(recompute(voidIt(state, "Fraud").state, due(100n)).state).toMatchObject({ status: "void", amount: 0n })
    const refunded = recompute(state, due(0n)).state
    expect(refunded).toMatchObject({ status: "void", amount: 0n })
    expect(recompute(refunded, due(100n)).state).toMatchObject({ status: "pending", amount: 100n })
  })

  it("a release leads back to where the commission was held from", () => {
    const payable = matureIt(openIt(due(5n), null).state).state
    expect(releaseIt(holdIt(payable, hold).state, "Dispute won").state).toMatchObject({ status: "payable", amount: 5n })
  })
})
