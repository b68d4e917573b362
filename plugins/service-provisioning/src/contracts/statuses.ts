/**
 * States of a service request as data: what may follow what, and the words people read. Sentences are the English
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

/** Moves that the provider in charge may make: begin the work and finish it. Giving up is the shop's to decide. */
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
  /** Working days until the next state, from–to; null where nothing is to come. */
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
    description: "A specialist is in charge of your request.",
    next_step: "Your specialist reviews what you sent us and starts the work.",
    expected_working_days: [1, 3],
    final: false,
  },
  in_progress: {
    label: "In progress",
    description: "Your specialist is working on your request.",
    next_step: "We finish the remaining steps and tell you when the work is done.",
    expected_working_days: [3, 10],
    final: false,
  },
  completed: {
    label: "Completed",
    description: "The work is done.",
    next_step: "Nothing more to do. Write to us if you have a question about the result.",
    expected_working_days: null,
    final: true,
  },
  cancelled: {
    label: "Canceled",
    description: "This request was canceled.",
    next_step: "Nothing more will be done on this request. Write to us if you did not expect this.",
    expected_working_days: null,
    final: true,
  },
} as const satisfies Record<ServiceRequestStatus, StatusWords>

/** What a person reads for a state. */
export const serviceRequestStatusLabel = (status: ServiceRequestStatus): string =>
  SERVICE_REQUEST_STATUS_WORDS[status].label

export const TASK_STATUSES = ["to_do", "in_progress", "waiting", "done", "cancelled"] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]

export const TASK_HOLDERS = ["team", "client", "authority"] as const
export type TaskHolder = (typeof TASK_HOLDERS)[number]

/** Whose hands change a task: the shop's, its customer's, or those of the provider in charge. */
export const TASK_HANDS = ["staff", "customer", "provider"] as const
export type TaskHand = (typeof TASK_HANDS)[number]

/** `waiting`: the client or an authority has it and the clock is stopped. */
export const TASK_TRANSITIONS = {
  to_do: ["in_progress", "done", "cancelled"],
  in_progress: ["waiting", "done", "cancelled"],
  waiting: ["in_progress", "done", "cancelled"],
  done: [],
  cancelled: [],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

/** What the provider in charge may do with a step: everything but give it up. */
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
