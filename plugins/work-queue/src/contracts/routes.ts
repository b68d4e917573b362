import { defineRoutes } from "@atrium/kernel"

import { WorkItemAnswer, WorkItemListAnswer, WorkItemListQuery, WorkItemParams } from "./work-items"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

export const routes = defineRoutes("work-queue", [
  {
    ...staff,
    method: "GET",
    path: "/admin/work-items",
    summary: "Durable work: what is due, retried, dead or done, and how the queue is",
    query: WorkItemListQuery,
    response: { 200: WorkItemListAnswer },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/work-items/:id",
    summary: "One work item",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: ["not_found"],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/work-items/:id/retry",
    summary: "Makes a dead, retrying or cancelled item due now, with all its attempts",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: ["not_found", "invalid_transition"],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/work-items/:id/cancel",
    summary: "Gives up a due, retrying or dead item",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: ["not_found", "invalid_transition"],
  },
])
