import fc from "fast-check"

import { COMMISSION_STATUSES, type CommissionStatus } from "../contracts/statuses"
import {
  approve,
  type Change,
  type CommissionState,
  hold,
  mature,
  open,
  recompute,
  release,
  voidCommission,
} from "./commission-changes"
import { actionsOf, canMove, COMMISSION_TRANSITIONS } from "./commission-status"

const dispute = { reason: "dispute" as const, text: "The buyer disputes the payment." }
const due = (owed: bigint) => ({ owed, refunded: 0n, whyNothing: "It was refunded in full." })

/** Everything that can happen to a commission; decisions that its state does not allow are left out. */
const EVENTS: readonly ((state: CommissionState, amount: bigint) => Change)[] = [
  (state, amount) => recompute(state, due(amount)),
  (state) => mature(state),
  (state) => hold(state, dispute),
  (state) => (actionsOf(state.status).includes("approve") ? approve(state, null) : { state, moves: [] }),
  (state) => (actionsOf(state.status).includes("release") ? release(state, "Checked") : { state, moves: [] }),
  (state) => (actionsOf(state.status).includes("void") ? voidCommission(state, "Fraud") : { state, moves: [] }),
]

describe("states of a commission", () => {
  it("every commission status is reachable, and only paid is final", () => {
    const reached = new Set<CommissionStatus>(["pending", ...Object.values(COMMISSION_TRANSITIONS).flat()])
    expect([...reached].sort()).toEqual([...COMMISSION_STATUSES].sort())
    for (const status of COMMISSION_STATUSES) expect(COMMISSION_TRANSITIONS[status].length > 0).toBe(status !== "paid")
  })

  it("a commission only moves as the table allows, its history is one chain, and a void one owes nothing", () => {
    const step = fc.tuple(fc.nat(EVENTS.length - 1), fc.bigInt(0n, 3n))
    fc.assert(
      fc.property(fc.bigInt(0n, 3n), fc.boolean(), fc.array(step, { maxLength: 20 }), (owed, held, steps) => {
        let { state, moves } = open(due(owed), held ? dispute : null)
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

  it("a commission voided by staff stays void; one voided by a refund is reinstated when the refund does not go through", () => {
    const { state } = open(due(100n), null)
    expect(recompute(voidCommission(state, "Fraud").state, due(100n)).state).toMatchObject({
      status: "void",
      amount: 0n,
    })
    const refunded = recompute(state, due(0n)).state
    expect(refunded).toMatchObject({ status: "void", amount: 0n })
    expect(recompute(refunded, due(100n)).state).toMatchObject({ status: "pending", amount: 100n })
  })

  it("releasing a commission returns it to the status it was held from", () => {
    const payable = mature(open(due(5n), null).state).state
    expect(release(hold(payable, dispute).state, "Dispute won").state).toMatchObject({ status: "payable", amount: 5n })
  })
})
