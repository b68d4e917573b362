import type { WorkStatus } from "../contracts"

/**
 * `running → running` is a takeover: the lease of a process that ended has run out. `done → due` is a reconciler's
 * (tx `reopenDone`); `dead → due`, `retrying → due` and `parked → due` are a person's, or belong to the code that removed the
 * reason (tx `reopenWork`).
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

/** Where a person's Retry may start from. A finished promise is never run again by hand. */
export const RETRYABLE_STATUSES = ["dead", "parked", "retrying", "cancelled"] as const satisfies readonly WorkStatus[]

export const CANCELLABLE_STATUSES = ["due", "retrying", "parked", "dead"] as const satisfies readonly WorkStatus[]
