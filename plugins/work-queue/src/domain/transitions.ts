import type { WorkStatus } from "../contracts"

/**
 * `running → running` is a takeover after a lease expired. `done → due` is made by a reconciler (tx `reopenDone`);
 * `dead → due`, `retrying → due` and `parked → due` by staff, or by the code that resolved the reason (tx `reopenWork`).
 */
export const WORK_TRANSITIONS = {
  due: ["running", "cancelled"],
  running: ["running", "done", "retrying", "parked", "dead"],
  retrying: ["running", "due", "cancelled"],
  parked: ["due", "cancelled"],
  done: ["due"],
  dead: ["due", "cancelled"],
  cancelled: ["due"],
} as const satisfies Record<WorkStatus, readonly WorkStatus[]>

/** States that staff can retry. Finished work is never run again manually. */
export const RETRYABLE_STATUSES = ["dead", "parked", "retrying", "cancelled"] as const satisfies readonly WorkStatus[]

export const CANCELLABLE_STATUSES = ["due", "retrying", "parked", "dead"] as const satisfies readonly WorkStatus[]
