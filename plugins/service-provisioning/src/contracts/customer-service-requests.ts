import { PersonalFileOut } from "@atrium/documents/contracts"
import { commonErrors, idText, orderQuery, pageQuery, type RouteSpec } from "@atrium/kernel"
import { z } from "zod"

import { provisioningErrors } from "./errors"
import { IntakeAnswers } from "./intake"
import { IntakeOut, TimelineOut } from "./service-requests"
import { SERVICE_REQUEST_STATUSES } from "./statuses"
import { TaskOut } from "./tasks"

const moment = z.string()
const status = z.enum(SERVICE_REQUEST_STATUSES)

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
  /** Tasks that the customer can complete now: theirs, not blocked, of a kind that customers may complete. */
  open_client_tasks: z.number(),
  created_at: moment,
  updated_at: moment,
  due_at: moment.nullable(),
})
export type CustomerServiceRequestOut = z.infer<typeof CustomerServiceRequestOut>

export const CustomerTaskOut = TaskOut.omit({
  visible_to_client: true,
  kind: true,
  kind_label: true,
  done_by: true,
  page: true,
}).extend({
  /** True when the customer may mark it as done now. */
  can_complete: z.boolean(),
})

export const CustomerServiceRequestDetailOut = CustomerServiceRequestOut.extend({
  tasks: z.array(CustomerTaskOut),
  timeline: z.array(TimelineOut.omit({ visibility: true })),
  intake: IntakeOut,
  /** Files that answer its questions, and those that were sent but don't answer one yet. */
  files: z.array(PersonalFileOut),
})
export type CustomerServiceRequestDetailOut = z.infer<typeof CustomerServiceRequestDetailOut>

export const AnswerIntake = z.strictObject({ intake: IntakeAnswers })
export type AnswerIntake = z.infer<typeof AnswerIntake>

/** Filters of `GET /store/customers/me/service-requests`. */
export const ListOwnServiceRequests = z.strictObject({
  order: orderQuery(["created_at", "updated_at", "due_at", "status"], "-created_at"),
  ...pageQuery,
})
export type ListOwnServiceRequests = z.infer<typeof ListOwnServiceRequests>

const owner = "the signed-in customer whose account the purchase belongs to"
const params = z.strictObject({ id: idText })
const taskParams = z.strictObject({ id: idText, task_id: idText })
const detail = z.strictObject({ service_request: CustomerServiceRequestDetailOut })

/** What a customer sees and does of their own requests. */
export const customerServiceRequestRoutes = {
  "GET /store/customers/me/service-requests": {
    actor: "customer",
    owner,
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
  "GET /store/customers/me/service-requests/:id": {
    actor: "customer",
    owner,
    summary: "One own service request with its tasks and timeline",
    params,
    response: { 200: detail },
    errors: [],
    rateLimit: "browse",
  },
  "POST /store/customers/me/service-requests/:id/tasks/:task_id/complete": {
    actor: "customer",
    owner,
    summary: "Mark a task that waits for the customer as done",
    params: taskParams,
    response: { 200: detail },
    errors: [...commonErrors.codes("invalid_transition"), ...provisioningErrors.codes("task_blocked")],
    rateLimit: "purchase",
  },
  "POST /store/customers/me/service-requests/:id/intake": {
    actor: "customer",
    owner,
    summary: "Answer questions of the service",
    params,
    body: AnswerIntake,
    response: { 200: detail },
    errors: commonErrors.codes("invalid_transition"),
    rateLimit: "purchase",
  },
} as const satisfies Record<string, RouteSpec>
