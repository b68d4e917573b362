import type { z } from "zod"

import type { IntakeAnswers, IntakeQuestion } from "../contracts/intake"
import { missingAnswers } from "../contracts/intake"
import type { CustomerServiceRequestOut, CustomerTaskOut } from "../contracts/customer-service-requests"
import type { ServiceRequestOut } from "../contracts/service-requests"
import type { ServiceRequestStatus, TaskHolder, TaskStatus } from "../contracts/statuses"
import { SERVICE_REQUEST_STATUS_WORDS, serviceRequestStatusLabel, TASK_STATUS_LABELS } from "../contracts/statuses"
import type { TaskOut } from "../contracts/tasks"
import { type TaskKindFacts, taskKindOf, taskPage, type TaskReader } from "./task-kind"
import { canCustomerComplete, isBlocked } from "./task-status"

type Request = {
  id: string
  reference_number: string
  order_id: string
  order_line_item_id: string
  unit: number
  service_id: string
  service_title: string
  service_category: string | null
  tier_id: string
  tier_title: string
  template_version_id: string
  customer_id: string | null
  customer_name: string
  customer_email: string
  customer_phone: string
  requirements: string
  status: ServiceRequestStatus
  provider_id: string | null
  provider_name: string | null
  affiliate_id: string | null
  affiliate_code: string | null
  payment_id: string | null
  payment_provider_id: string | null
  payment_transaction_id: string | null
  payment_amount: string
  currency_code: string
  paid_at: Date | null
  refunded_amount: string
  refunded_at: Date | null
  due_at: Date | null
  created_at: Date
  updated_at: Date
}

type Task = {
  id: string
  service_request_id: string
  key: string
  kind: string | null
  name: string
  description: string
  status: TaskStatus
  holder: TaskHolder
  waiting_reason: string | null
  visible_to_client: boolean
  depends_on: string[]
  due_at: Date | null
  completed_at: Date | null
  updated_at: Date
}

const text = (moment: Date | null): string | null => moment && moment.toISOString()

const paymentStatus = (request: Request): ServiceRequestOut["payment"]["status"] => {
  const refunded = Number(request.refunded_amount)
  if (refunded > 0) return refunded >= Number(request.payment_amount) ? "refunded" : "partially_refunded"
  return request.payment_id === null && Number(request.payment_amount) === 0 ? "not_required" : "captured"
}

/** A request as Admin sees it. */
export const toServiceRequest = (request: Request): ServiceRequestOut => ({
  id: request.id,
  reference_number: request.reference_number,
  status: request.status,
  status_label: serviceRequestStatusLabel(request.status),
  customer_id: request.customer_id,
  customer_name: request.customer_name,
  customer_email: request.customer_email,
  customer_phone: request.customer_phone,
  requirements: request.requirements,
  service: { id: request.service_id, title: request.service_title, category: request.service_category },
  tier: { id: request.tier_id, title: request.tier_title },
  provider: request.provider_id ? { id: request.provider_id, name: request.provider_name ?? "" } : null,
  payment: {
    status: paymentStatus(request),
    amount: Number(request.payment_amount),
    currency_code: request.currency_code,
    provider_id: request.payment_provider_id,
    transaction_id: request.payment_transaction_id,
    paid_at: text(request.paid_at),
    refunded_amount: Number(request.refunded_amount),
    refunded_at: text(request.refunded_at),
  },
  affiliate: request.affiliate_id ? { id: request.affiliate_id, code: request.affiliate_code ?? "" } : null,
  order_id: request.order_id,
  order_line_item_id: request.order_line_item_id,
  unit: request.unit,
  template_version_id: request.template_version_id,
  created_at: request.created_at.toISOString(),
  updated_at: request.updated_at.toISOString(),
  due_at: text(request.due_at),
})

/** A request as its customer sees it, without internal data. */
export const toCustomerRequest = (request: Request, openClientTasks: number): CustomerServiceRequestOut => {
  const words = SERVICE_REQUEST_STATUS_WORDS[request.status]
  return {
    id: request.id,
    reference_number: request.reference_number,
    status: request.status,
    status_label: words.label,
    status_description: words.description,
    next_step: words.next_step,
    service: { id: request.service_id, title: request.service_title },
    tier: { id: request.tier_id, title: request.tier_title },
    provider: request.provider_name === null ? null : { name: request.provider_name },
    requirements: request.requirements,
    order_id: request.order_id,
    amount: Number(request.payment_amount),
    currency_code: request.currency_code,
    refunded_amount: Number(request.refunded_amount),
    open_client_tasks: openClientTasks,
    created_at: request.created_at.toISOString(),
    updated_at: request.updated_at.toISOString(),
    due_at: text(request.due_at),
  }
}

const toSharedTask = (task: Task, all: readonly Task[]) => ({
  id: task.id,
  key: task.key,
  name: task.name,
  description: task.description,
  status: task.status,
  status_label: TASK_STATUS_LABELS[task.status],
  holder: task.holder,
  waiting_reason: task.waiting_reason,
  depends_on: task.depends_on,
  blocked: isBlocked(task, all),
  due_at: text(task.due_at),
  completed_at: text(task.completed_at),
  updated_at: task.updated_at.toISOString(),
})

/** A task as its reader sees it: staff in Admin, or the assigned provider in the portal. */
export const toTask = (
  task: Task,
  { all, kinds, reader }: { all: readonly Task[]; kinds: readonly TaskKindFacts[]; reader: TaskReader }
): TaskOut => {
  const kind = taskKindOf(kinds, task.kind)
  return {
    ...toSharedTask(task, all),
    visible_to_client: task.visible_to_client,
    kind: kind.key,
    kind_label: kind.label,
    done_by: [...kind.doneBy],
    page: taskPage(kind, task, reader),
  }
}

type Completable = Pick<Task, "key" | "kind" | "status" | "holder" | "visible_to_client" | "depends_on">

/** Whether the customer can complete a task now: it is theirs, nothing blocks it, and its kind allows it. */
const canComplete = (task: Completable, all: readonly Completable[], kinds: readonly TaskKindFacts[]): boolean =>
  canCustomerComplete(task, all) && taskKindOf(kinds, task.kind).doneBy.includes("customer")

/** How many tasks of one request wait for the customer: those that they can complete now. `all`: the request's tasks. */
export const countCustomerTasks = (all: readonly Completable[], kinds: readonly TaskKindFacts[]): number =>
  all.filter((task) => canComplete(task, all, kinds)).length

/** Tasks that the customer may see; dependencies on internal tasks stay hidden. */
export const toCustomerTasks = (
  all: readonly Task[],
  kinds: readonly TaskKindFacts[]
): z.infer<typeof CustomerTaskOut>[] => {
  const visible = all.filter((task) => task.visible_to_client)
  const shown = new Set(visible.map((task) => task.key))
  return visible.map((task) => {
    const rest = toSharedTask(task, all)
    return {
      ...rest,
      depends_on: rest.depends_on.filter((key) => shown.has(key)),
      can_complete: canComplete(task, all, kinds),
    }
  })
}

export const toIntake = (intake: { questions: IntakeQuestion[]; answers: IntakeAnswers }) => ({
  questions: intake.questions,
  answers: intake.answers,
  missing: missingAnswers(intake.questions, intake.answers).map((question) => question.id),
})

type Event = {
  type: string
  status: string | null
  visibility: "public" | "internal"
  note: string | null
  occurred_at: Date
}

/** Labels of timeline events that change no status, by type. */
export const TIMELINE_LABELS = {
  task_done: "A step was finished",
  task_waiting: "A step is waiting",
  task_added: "A step was added",
  intake_answered: "Questions were answered",
  refunded: "Money was refunded",
  clock_stopped: "The clock was stopped",
  clock_started: "The clock was started again",
  claimed: "The purchase was added to a customer's account",
  provider_changed: "Your request was assigned to another specialist",
} as const

const eventLabel = (event: Event): string => {
  const label = Object.entries(TIMELINE_LABELS).find(([type]) => type === event.type)?.[1]
  if (label) return label
  const status = Object.entries(SERVICE_REQUEST_STATUS_WORDS).find(([name]) => name === event.status)?.[1]
  return status?.label ?? event.type.replaceAll("_", " ")
}

export const toTimeline = (events: readonly Event[]) =>
  events.map((event) => ({
    type: event.type,
    status: event.status,
    label: eventLabel(event),
    visibility: event.visibility,
    occurred_at: new Date(event.occurred_at).toISOString(),
    note: event.note,
  }))
