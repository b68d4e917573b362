import type { CommissionStatus } from "../contracts/statuses"

/**
 * The states of a commission. Only the system makes `void → pending`, when a refund has failed. The history's CHECK in SQL
 * must match.
 */
export const COMMISSION_TRANSITIONS = {
  pending: ["approved", "held", "void"],
  approved: ["payable", "held", "void"],
  payable: ["paid", "held", "void"],
  paid: [],
  held: ["pending", "approved", "payable", "void"],
  void: ["pending"],
} as const satisfies Record<CommissionStatus, readonly CommissionStatus[]>

/** Whether the table allows the transition. */
export const canMove = (from: CommissionStatus, to: CommissionStatus): boolean =>
  (COMMISSION_TRANSITIONS[from] as readonly CommissionStatus[]).includes(to)

export const COMMISSION_ACTIONS = ["approve", "hold", "release", "void"] as const
export type CommissionAction = (typeof COMMISSION_ACTIONS)[number]

const ACTIONS: Readonly<Record<CommissionStatus, readonly CommissionAction[]>> = {
  pending: ["approve", "hold", "void"],
  approved: ["hold", "void"],
  payable: ["hold", "void"],
  paid: [],
  held: ["release", "void"],
  void: [],
}

/** What staff may decide about a commission in this state. */
export const actionsOf = (status: CommissionStatus): readonly CommissionAction[] => ACTIONS[status]
