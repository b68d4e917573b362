import { defineRoutes } from "@atrium/kernel"

import {
  RetryWorkItemGroup,
  RetryWorkItemGroupAnswer,
  WorkItemAnswer,
  WorkItemGroupListAnswer,
  WorkItemGroupListQuery,
  WorkItemListAnswer,
  WorkItemListQuery,
  WorkItemParams,
} from "./work-items"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

export const routes = defineRoutes("work-queue", [
  {
    ...staff,
    method: "GET",
    path: "/admin/work-items",
    summary: "Durable work by state, with how much of it is open",
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
    summary: "Makes a dead, parked, retrying or cancelled item due now, with all its attempts",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: ["not_found", "invalid_transition"],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/work-items/:id/cancel",
    summary: "Cancels a scheduled, due, retrying, parked or dead item",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: ["not_found", "invalid_transition"],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/work-item-groups",
    summary: "Work that is dead, retried or parked, grouped by kind and reason",
    query: WorkItemGroupListQuery,
    response: { 200: WorkItemGroupListAnswer },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/work-item-groups/retry",
    summary: "Makes every item of a group due now, with all its attempts",
    body: RetryWorkItemGroup,
    response: { 200: RetryWorkItemGroupAnswer },
    errors: [],
  },
])
