import {
  PROVIDER_TASK_TRANSITIONS,
  serviceRequestStatusLabel,
  type ServiceRequestDetailOut,
  type ServiceRequestOut,
  type TaskHolder,
  type TaskOut,
  type TaskStatus,
} from "@atrium/service-provisioning/contracts"

import type { NOTE_AUTHORS, PortalRequest, PortalRequestDetail, PortalTask, PortalWork } from "../contracts/portal"

/** The fields of a task that a list needs. */
export type TaskFacts = {
  readonly name: string
  readonly status: TaskStatus
  readonly holder: TaskHolder
  readonly due_at: string | null
}

const isOpen = (status: TaskStatus): boolean => status !== "done" && status !== "cancelled"

/** Open tasks by when they are due; those without a date come last. */
const firstDue = (tasks: readonly TaskFacts[]): TaskFacts | undefined =>
  [...tasks].sort((one, other) => {
    if (one.due_at === other.due_at) return 0
    if (one.due_at === null) return 1
    if (other.due_at === null) return -1
    return one.due_at < other.due_at ? -1 : 1
  })[0]

/** The progress of the work, in four figures. */
export const workOf = (tasks: readonly TaskFacts[]): PortalWork => {
  const open = tasks.filter((task) => isOpen(task.status))
  const next = firstDue(open.filter((task) => task.status !== "waiting")) ?? firstDue(open)
  return {
    open: open.length,
    done: tasks.filter((task) => task.status === "done").length,
    waiting: open.filter((task) => task.status === "waiting" || task.holder !== "team").length,
    next: next ? { name: next.name, due_at: next.due_at } : null,
  }
}

/** A request as its provider sees it. Fields are listed one by one, so that new ones never leak automatically. */
export const toPortalRequest = (request: ServiceRequestOut, tasks: readonly TaskFacts[]): PortalRequest => ({
  id: request.id,
  reference_number: request.reference_number,
  status: request.status,
  status_label: request.status_label,
  customer: { name: request.customer_name, email: request.customer_email, phone: request.customer_phone },
  requirements: request.requirements,
  service: request.service,
  tier: request.tier,
  payment: { confirmed: request.payment.status !== "refunded", confirmed_at: request.payment.paid_at },
  work: workOf(tasks),
  created_at: request.created_at,
  updated_at: request.updated_at,
  due_at: request.due_at,
})

const authorOf = (
  note: { readonly actor_type: string; readonly actor_id: string | null },
  readerId: string
): (typeof NOTE_AUTHORS)[number] => {
  if (note.actor_type === "provider") return note.actor_id === readerId ? "you" : "provider"
  return note.actor_type === "staff" ? "staff" : "system"
}

const toPortalTask = (task: TaskOut, requestIsOpen: boolean): PortalTask => ({
  ...task,
  allowed_statuses:
    task.blocked || !requestIsOpen
      ? []
      : PROVIDER_TASK_TRANSITIONS[task.status].filter((to) => to !== "done" || task.done_by.includes("provider")),
})

/** The whole request as the provider `readerId` sees it. Its history contains statuses and dates, but not who changed them. */
export const toPortalDetail = (request: ServiceRequestDetailOut, readerId: string): PortalRequestDetail => {
  const requestIsOpen = request.status !== "completed" && request.status !== "cancelled"
  return {
    ...toPortalRequest(request, request.tasks),
    allowed_statuses: request.allowed_statuses,
    tasks: request.tasks.map((task) => toPortalTask(task, requestIsOpen)),
    notes: request.notes.map((note) => ({
      id: note.id,
      text: note.text,
      author: authorOf(note, readerId),
      created_at: note.created_at,
    })),
    history: request.history.map((move) => ({
      to: move.to,
      label: serviceRequestStatusLabel(move.to),
      created_at: move.created_at,
    })),
    intake: request.intake,
    disputed_since: request.dispute?.status === "open" ? request.dispute.opened_at : null,
    clock_stopped_at: request.clock_stopped_at,
    files: request.files,
  }
}
