import { commonErrors, idText, type RouteSpec } from "@atrium/kernel"
import { z } from "zod"

import { provisioningErrors } from "./errors"
import {
  ListServiceRequests,
  ServiceRequestDetailOut,
  ServiceRequestOut,
  SetRequestClock,
  TimelineOut,
  UpdateServiceRequest,
} from "./service-requests"
import { AddTask, TaskOut, UpdateTask } from "./tasks"

const params = z.strictObject({ id: idText })
const detail = z.strictObject({ service_request: ServiceRequestDetailOut })

/** What staff see and do. */
export const serviceRequestRoutes = {
  "GET /admin/service-requests": {
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
  "GET /admin/service-requests/:id": {
    actor: "staff",
    owner: null,
    summary: "One service request with tasks, history, notes and intake",
    params,
    response: { 200: detail },
    errors: [],
    rateLimit: "admin",
  },
  "POST /admin/service-requests/:id": {
    actor: "staff",
    owner: null,
    summary: "Change a service request's status or provider, or add a note",
    params,
    body: UpdateServiceRequest,
    response: { 200: detail },
    errors: commonErrors.codes("invalid_transition", "stale_version"),
    rateLimit: "admin",
  },
  "POST /admin/service-requests/:id/clock": {
    actor: "staff",
    owner: null,
    summary: "Stop the clock of a request whose payment is disputed, or start it again and move its due dates",
    params,
    body: SetRequestClock,
    response: { 200: detail },
    errors: [...commonErrors.codes("invalid_transition", "conflict"), ...provisioningErrors.codes("not_disputed")],
    rateLimit: "admin",
  },
  "GET /admin/service-requests/:id/tasks": {
    actor: "staff",
    owner: null,
    summary: "Tasks of a service request",
    params,
    response: { 200: z.strictObject({ tasks: z.array(TaskOut) }) },
    errors: [],
    rateLimit: "admin",
  },
  "POST /admin/service-requests/:id/tasks": {
    actor: "staff",
    owner: null,
    summary: "Add a task",
    params,
    body: AddTask,
    response: { 201: z.strictObject({ task: TaskOut }) },
    errors: [],
    rateLimit: "admin",
  },
  "POST /admin/service-requests/:id/tasks/:task_id": {
    actor: "staff",
    owner: null,
    summary: "Change a task's status or holder",
    params: z.strictObject({ id: idText, task_id: idText }),
    body: UpdateTask,
    response: { 200: z.strictObject({ task: TaskOut }) },
    errors: [...commonErrors.codes("invalid_transition", "stale_version"), ...provisioningErrors.codes("task_blocked")],
    rateLimit: "admin",
  },
  "GET /admin/service-requests/:id/timeline": {
    actor: "staff",
    owner: null,
    summary: "Everything that happened to a service request, internal events included",
    params,
    response: { 200: z.strictObject({ timeline: z.array(TimelineOut) }) },
    errors: [],
    rateLimit: "admin",
  },
} as const satisfies Record<string, RouteSpec>
