/**
 * States of a service request as data: which may follow which, and the texts people read. Sentences are the English
 * originals; a translation replaces them by key.
 */
export const SERVICE_REQUEST_STATUSES = [
  "payment_confirmed",
  "pending_contact",
  "team_assigned",
  "in_progress",
  "completed",
  "cancelled",
] as const
export type ServiceRequestStatus = (typeof SERVICE_REQUEST_STATUSES)[number]

/** Allowed moves. `→ pending_contact` from a later state happens when the provider leaves without a successor. */
export const SERVICE_REQUEST_TRANSITIONS = {
  payment_confirmed: ["pending_contact", "cancelled"],
  pending_contact: ["team_assigned", "cancelled"],
  team_assigned: ["in_progress", "pending_contact", "cancelled"],
  in_progress: ["completed", "pending_contact", "cancelled"],
  completed: [],
  cancelled: [],
} as const satisfies Record<ServiceRequestStatus, readonly ServiceRequestStatus[]>

/** Moves that the assigned provider may make: start the work and finish it. Only staff may cancel it. */
export const PROVIDER_TRANSITIONS = {
  payment_confirmed: [],
  pending_contact: [],
  team_assigned: ["in_progress"],
  in_progress: ["completed"],
  completed: [],
  cancelled: [],
} as const satisfies Record<ServiceRequestStatus, readonly ServiceRequestStatus[]>

export type StatusWords = {
  readonly label: string
  readonly description: string
  readonly next_step: string
  /** Working days until the next state, from–to; null for final states. */
  readonly expected_working_days: readonly [number, number] | null
  readonly final: boolean
}

export const SERVICE_REQUEST_STATUS_WORDS = {
  payment_confirmed: {
    label: "Payment confirmed",
    description: "We have received your payment.",
    next_step: "We are setting up your request. This takes a moment.",
    expected_working_days: [0, 1],
    final: false,
  },
  pending_contact: {
    label: "Waiting for first contact",
    description: "Your request is with our team.",
    next_step: "A specialist will contact you to go through what you need.",
    expected_working_days: [1, 2],
    final: false,
  },
  team_assigned: {
    label: "Specialist assigned",
    description: "A specialist has been assigned to your request.",
    next_step: "Your specialist reviews what you sent us and starts the work.",
    expected_working_days: [1, 3],
    final: false,
  },
  in_progress: {
    label: "In progress",
    description: "Your specialist is working on your request.",
    next_step: "We finish the remaining steps and notify you when the work is done.",
    expected_working_days: [3, 10],
    final: false,
  },
  completed: {
    label: "Completed",
    description: "The work is done.",
    next_step: "No further action is needed. Contact us if you have a question about the result.",
    expected_working_days: null,
    final: true,
  },
  cancelled: {
    label: "Canceled",
    description: "This request was canceled.",
    next_step: "We have stopped working on this request. Contact us if you did not expect this.",
    expected_working_days: null,
    final: true,
  },
} as const satisfies Record<ServiceRequestStatus, StatusWords>

/** Label of a state for people. */
export const serviceRequestStatusLabel = (status: ServiceRequestStatus): string =>
  SERVICE_REQUEST_STATUS_WORDS[status].label

export const TASK_STATUSES = ["to_do", "in_progress", "waiting", "done", "cancelled"] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]

export const TASK_HOLDERS = ["team", "client", "authority"] as const
export type TaskHolder = (typeof TASK_HOLDERS)[number]

/** Who changes a task: staff, its customer or the assigned provider. */
export const TASK_HANDS = ["staff", "customer", "provider"] as const
export type TaskHand = (typeof TASK_HANDS)[number]

/** `waiting`: the client or an authority must act, and the clock is stopped. */
export const TASK_TRANSITIONS = {
  to_do: ["in_progress", "done", "cancelled"],
  in_progress: ["waiting", "done", "cancelled"],
  waiting: ["in_progress", "done", "cancelled"],
  done: [],
  cancelled: [],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

/** Moves of a task that the assigned provider may make: every move except canceling it. */
export const PROVIDER_TASK_TRANSITIONS = {
  to_do: ["in_progress", "done"],
  in_progress: ["waiting", "done"],
  waiting: ["in_progress", "done"],
  done: [],
  cancelled: [],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

export const TASK_STATUS_LABELS = {
  to_do: "To do",
  in_progress: "In progress",
  waiting: "Waiting",
  done: "Done",
  cancelled: "Canceled",
} as const satisfies Record<TaskStatus, string>

export const PURCHASE_STATUSES = ["awaiting_payment", "processing", "completed", "failed", "expired"] as const
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number]
