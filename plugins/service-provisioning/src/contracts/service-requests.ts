import type { RouteRow } from "@atrium/kernel"
import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { IntakeAnswers } from "./intake"
import { SERVICE_REQUEST_STATUSES, TASK_HOLDERS, TASK_STATUSES } from "./statuses"

const moment = z.string()
const status = z.enum(SERVICE_REQUEST_STATUSES, { error: "This is not a state of a service request" })

export const TaskOut = z.strictObject({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  status: z.enum(TASK_STATUSES),
  status_label: z.string(),
  holder: z.enum(TASK_HOLDERS),
  waiting_reason: z.string().nullable(),
  visible_to_client: z.boolean(),
  /** Keys of tasks of the same request that must be done first. */
  depends_on: z.array(z.string()),
  /** True while one of those is open. */
  blocked: z.boolean(),
  due_at: moment.nullable(),
  completed_at: moment.nullable(),
  updated_at: moment,
})
export type TaskOut = z.infer<typeof TaskOut>

export const HistoryOut = z.strictObject({
  from: z.enum(SERVICE_REQUEST_STATUSES).nullable(),
  to: z.enum(SERVICE_REQUEST_STATUSES),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: moment,
})
export const NoteOut = z.strictObject({
  id: z.string(),
  text: z.string(),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  created_at: moment,
})

export const TimelineOut = z.strictObject({
  type: z.string(),
  status: z.string().nullable(),
  label: z.string(),
  visibility: z.enum(["public", "internal"]),
  occurred_at: moment,
  note: z.string().nullable(),
})

const IntakeOut = z.strictObject({
  questions: z.array(z.looseObject({ id: z.string(), label: z.string(), type: z.string(), required: z.boolean() })),
  answers: IntakeAnswers,
  /** Ids of required questions without an answer. */
  missing: z.array(z.string()),
})

/** A service request as lists in Admin carry it. */
export const ServiceRequestOut = z.strictObject({
  id: z.string(),
  reference_number: z.string(),
  status,
  status_label: z.string(),
  customer_id: z.string().nullable(),
  customer_name: z.string(),
  customer_email: z.string(),
  customer_phone: z.string(),
  requirements: z.string(),
  service: z.strictObject({ id: z.string(), title: z.string(), category: z.string().nullable() }),
  tier: z.strictObject({ id: z.string(), title: z.string() }),
  provider: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  payment: z.strictObject({
    status: z.enum(["captured", "partially_refunded", "refunded", "not_required"]),
    amount: z.number(),
    currency_code: z.string(),
    provider_id: z.string().nullable(),
    transaction_id: z.string().nullable(),
    paid_at: moment.nullable(),
    /** This unit's share of all refunds of the order so far. */
    refunded_amount: z.number(),
    refunded_at: moment.nullable(),
  }),
  affiliate: z.strictObject({ id: z.string(), code: z.string() }).nullable(),
  order_id: z.string(),
  order_line_item_id: z.string(),
  unit: z.number(),
  template_version_id: z.string(),
  created_at: moment,
  updated_at: moment,
  due_at: moment.nullable(),
})
export type ServiceRequestOut = z.infer<typeof ServiceRequestOut>

/** The detail adds the work, the history and what may happen next. */
export const ServiceRequestDetailOut = ServiceRequestOut.extend({
  allowed_statuses: z.array(status),
  tasks: z.array(TaskOut),
  history: z.array(HistoryOut),
  notes: z.array(NoteOut),
  intake: IntakeOut,
})
export type ServiceRequestDetailOut = z.infer<typeof ServiceRequestDetailOut>

/** What the customer sees of a request: nothing internal. */
export const CustomerServiceRequestOut = z.strictObject({
  id: z.string(),
  reference_number: z.string(),
  status,
  status_label: z.string(),
  status_description: z.string(),
  next_step: z.string(),
  service: z.strictObject({ id: z.string(), title: z.string() }),
  tier: z.strictObject({ id: z.string(), title: z.string() }),
  provider: z.strictObject({ name: z.string() }).nullable(),
  requirements: z.string(),
  order_id: z.string(),
  amount: z.number(),
  currency_code: z.string(),
  refunded_amount: z.number(),
  /** Tasks that wait for the customer. */
  open_client_tasks: z.number(),
  created_at: moment,
  updated_at: moment,
  due_at: moment.nullable(),
})
export type CustomerServiceRequestOut = z.infer<typeof CustomerServiceRequestOut>

export const CustomerTaskOut = TaskOut.omit({ visible_to_client: true }).extend({
  /** True when the customer may mark it done now. */
  can_complete: z.boolean(),
})

export const CustomerServiceRequestDetailOut = CustomerServiceRequestOut.extend({
  tasks: z.array(CustomerTaskOut),
  timeline: z.array(TimelineOut.omit({ visibility: true })),
  intake: IntakeOut,
})
export type CustomerServiceRequestDetailOut = z.infer<typeof CustomerServiceRequestDetailOut>

const dateTime = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: "Enter a date, for example 2026-04-30",
})

export const SERVICE_REQUEST_ORDERS = [
  "created_at",
  "updated_at",
  "due_at",
  "status",
  "customer_name",
  "reference_number",
  "provider_name",
  "service_title",
] as const

/** Filters of `GET /admin/service-requests`. A date without time in `$lte` means the whole day, UTC. */
export const ListServiceRequests = z.strictObject({
  q: safeText({ max: 200 }).optional(),
  service_id: listOf(idText).optional(),
  category: listOf(safeText({ min: 1, max: 200 })).optional(),
  status: listOf(status).optional(),
  /** `none`: requests that nobody has yet. */
  provider_id: listOf(idText).optional(),
  created_at: z.strictObject({ $gte: dateTime.optional(), $lte: dateTime.optional() }).optional(),
  order: orderQuery(SERVICE_REQUEST_ORDERS, "-created_at"),
  ...pageQuery,
})
export type ListServiceRequests = z.infer<typeof ListServiceRequests>

const reason = safeText({ min: 1, max: 500, required: "Give a reason" })

/** Body of `POST /admin/service-requests/:id`. Notes are appended, never replaced. */
export const UpdateServiceRequest = z
  .strictObject({
    status: status.optional(),
    /** null takes the provider off. */
    provider_id: idText.nullable().optional(),
    notes: safeText({ min: 1, max: 5000, multiline: true, required: "Enter the note" }).optional(),
    reason: reason.optional(),
    /** As last seen; when it differs nothing is done. */
    updated_at: z.iso.datetime({ offset: true, error: "Enter a date and time in ISO 8601" }).optional(),
  })
  .refine(
    (body) => [body.status, body.notes, body.provider_id].some((field) => field !== undefined),
    "Say what to change"
  )
export type UpdateServiceRequest = z.infer<typeof UpdateServiceRequest>

/** Body of `POST /admin/service-requests/:id/tasks/:task_id`. */
export const UpdateTask = z
  .strictObject({
    status: z.enum(TASK_STATUSES, { error: "This is not a state of a task" }).optional(),
    holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }).optional(),
    /** Why it waits; needed for `waiting`. */
    reason: reason.optional(),
    updated_at: z.iso.datetime({ offset: true, error: "Enter a date and time in ISO 8601" }).optional(),
  })
  .refine((body) => body.status !== undefined || body.holder !== undefined, "Say what to change")
export type UpdateTask = z.infer<typeof UpdateTask>

export const AddTask = z.strictObject({
  name: safeText({ min: 1, max: 200, required: "Enter the task's name" }),
  description: safeText({ max: 2000, multiline: true }).default(""),
  holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }).default("team"),
  visible_to_client: z.boolean().default(false),
  due_at: z.iso.datetime({ offset: true, error: "Enter a date and time in ISO 8601" }).nullish(),
})
export type AddTask = z.infer<typeof AddTask>

export const AnswerIntake = z.strictObject({ intake: IntakeAnswers })
export type AnswerIntake = z.infer<typeof AnswerIntake>

const params = z.strictObject({ id: idText })
const taskParams = z.strictObject({ id: idText, task_id: idText })
const detail = z.strictObject({ service_request: ServiceRequestDetailOut })

export const serviceRequestRoutes: readonly RouteRow[] = [
  {
    method: "GET",
    path: "/admin/service-requests",
    actor: "staff",
    owner: null,
    summary: "Service requests with filters, sorting and search",
    query: ListServiceRequests,
    response: {
      200: z.strictObject({
        service_requests: z.array(ServiceRequestOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
    rateLimit: "admin",
  },
  {
    method: "GET",
    path: "/admin/service-requests/:id",
    actor: "staff",
    owner: null,
    summary: "One service request with tasks, history, notes and intake",
    params,
    response: { 200: detail },
    errors: [],
    rateLimit: "admin",
  },
  {
    method: "POST",
    path: "/admin/service-requests/:id",
    actor: "staff",
    owner: null,
    summary: "Move a service request on, give it to a provider, add a note",
    params,
    body: UpdateServiceRequest,
    response: { 200: detail },
    errors: ["invalid_transition", "stale_version"],
    rateLimit: "admin",
  },
  {
    method: "GET",
    path: "/admin/service-requests/:id/tasks",
    actor: "staff",
    owner: null,
    summary: "Tasks of a service request",
    params,
    response: { 200: z.strictObject({ tasks: z.array(TaskOut) }) },
    errors: [],
    rateLimit: "admin",
  },
  {
    method: "POST",
    path: "/admin/service-requests/:id/tasks",
    actor: "staff",
    owner: null,
    summary: "Add a task",
    params,
    body: AddTask,
    response: { 201: z.strictObject({ task: TaskOut }) },
    errors: [],
    rateLimit: "admin",
  },
  {
    method: "POST",
    path: "/admin/service-requests/:id/tasks/:task_id",
    actor: "staff",
    owner: null,
    summary: "Move a task on, or hand it to somebody else",
    params: taskParams,
    body: UpdateTask,
    response: { 200: z.strictObject({ task: TaskOut }) },
    errors: ["invalid_transition", "stale_version", "task_blocked"],
    rateLimit: "admin",
  },
  {
    method: "GET",
    path: "/admin/service-requests/:id/timeline",
    actor: "staff",
    owner: null,
    summary: "Everything that happened to a service request, internal events included",
    params,
    response: { 200: z.strictObject({ timeline: z.array(TimelineOut) }) },
    errors: [],
    rateLimit: "admin",
  },
]

const own = "the signed-in customer whose account the purchase belongs to"
const customerDetail = z.strictObject({ service_request: CustomerServiceRequestDetailOut })

/** Filters of `GET /store/customers/me/service-requests`. */
export const ListOwnServiceRequests = z.strictObject({
  order: orderQuery(["created_at", "updated_at", "due_at", "status"], "-created_at"),
  ...pageQuery,
})
export type ListOwnServiceRequests = z.infer<typeof ListOwnServiceRequests>

export const customerRoutes: readonly RouteRow[] = [
  {
    method: "GET",
    path: "/store/customers/me/service-requests",
    actor: "customer",
    owner: own,
    summary: "Own service requests, newest first",
    query: ListOwnServiceRequests,
    response: {
      200: z.strictObject({
        service_requests: z.array(CustomerServiceRequestOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
    rateLimit: "browse",
  },
  {
    method: "GET",
    path: "/store/customers/me/service-requests/:id",
    actor: "customer",
    owner: own,
    summary: "One own service request with its tasks and timeline",
    params,
    response: { 200: customerDetail },
    errors: [],
    rateLimit: "browse",
  },
  {
    method: "POST",
    path: "/store/customers/me/service-requests/:id/tasks/:task_id/complete",
    actor: "customer",
    owner: own,
    summary: "Mark a task that waits for the customer as done",
    params: taskParams,
    response: { 200: customerDetail },
    errors: ["invalid_transition", "task_blocked"],
    rateLimit: "purchase",
  },
  {
    method: "POST",
    path: "/store/customers/me/service-requests/:id/intake",
    actor: "customer",
    owner: own,
    summary: "Answer questions of the service",
    params,
    body: AnswerIntake,
    response: { 200: customerDetail },
    errors: ["invalid_transition"],
    rateLimit: "purchase",
  },
]
