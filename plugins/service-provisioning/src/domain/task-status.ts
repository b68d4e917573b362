import type { TaskHand, TaskHolder, TaskStatus } from "../contracts/statuses"
import { PROVIDER_TASK_TRANSITIONS, TASK_TRANSITIONS } from "../contracts/statuses"

export const nextTaskStatuses = (from: TaskStatus): readonly TaskStatus[] => TASK_TRANSITIONS[from]

export const canMoveTask = (from: TaskStatus, to: TaskStatus): boolean => nextTaskStatuses(from).includes(to)

const mayMoveTask = (by: TaskHand, from: TaskStatus, to: TaskStatus): boolean => {
  const allowed: readonly TaskStatus[] = by === "provider" ? PROVIDER_TASK_TRANSITIONS[from] : nextTaskStatuses(from)
  return allowed.includes(to)
}

export const isTaskOpen = (status: TaskStatus): boolean => status !== "done" && status !== "cancelled"

type Linked = { readonly key: string; readonly status: TaskStatus; readonly depends_on: readonly string[] }

/** True while a task that this one depends on is open. A dependency that does not exist blocks nothing. */
export const isBlocked = (task: Linked, all: readonly Linked[]): boolean =>
  isTaskOpen(task.status) && all.some((other) => task.depends_on.includes(other.key) && isTaskOpen(other.status))

/** Moves that a blocked task may still make: it can be canceled, not worked on. */
export const isAllowedWhileBlocked = (to: TaskStatus): boolean => to === "cancelled"

/** The customer may complete visible, unblocked tasks that are assigned to the client. */
export const canCustomerComplete = (
  task: Linked & { readonly holder: TaskHolder; readonly visible_to_client: boolean },
  all: readonly Linked[]
): boolean => task.holder === "client" && task.visible_to_client && isTaskOpen(task.status) && !isBlocked(task, all)

export type TaskRefusal = "invalid_transition" | "task_blocked" | "reason_missing" | "holder_is_team" | "not_theirs"

/**
 * Why a change of a task is refused; null when it is allowed. Waiting needs a reason and a client or authority to wait for;
 * a customer may only complete their own tasks, and a provider may not cancel one.
 */
export const taskChangeRefusal = (
  task: Linked & { readonly holder: TaskHolder; readonly visible_to_client: boolean },
  change: { readonly status: TaskStatus; readonly holder: TaskHolder; readonly reason: string | null },
  all: readonly Linked[],
  by: TaskHand
): TaskRefusal | null => {
  if (by === "customer" && (task.holder !== "client" || change.status !== "done")) return "not_theirs"
  if (change.status === task.status)
    return isTaskOpen(task.status) && change.holder !== task.holder ? null : "invalid_transition"
  if (!mayMoveTask(by, task.status, change.status)) return "invalid_transition"
  if (isBlocked(task, all) && !isAllowedWhileBlocked(change.status)) return "task_blocked"
  if (change.status === "waiting" && change.holder === "team") return "holder_is_team"
  if (change.status === "waiting" && !change.reason) return "reason_missing"
  return null
}
