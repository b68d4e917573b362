import { commonErrors, defineRouteTable } from "@atrium/kernel"

import { OperationsReportAnswer } from "./operations-report"
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

export const routes = defineRouteTable("work-queue", {
  "GET /admin/operations-report": {
    ...staff,
    summary: "Figures of every plugin that show whether anything is wrong",
    response: { 200: OperationsReportAnswer },
    errors: [],
    permission: "work-items:read",
  },
  "GET /admin/work-items": {
    ...staff,
    summary: "Durable work by state, with how much of it is open",
    query: WorkItemListQuery,
    response: { 200: WorkItemListAnswer },
    errors: [],
  },
  "GET /admin/work-items/:id": {
    ...staff,
    summary: "One work item",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: commonErrors.codes("not_found"),
  },
  "POST /admin/work-items/:id/retry": {
    ...staff,
    summary: "Makes a dead, parked, retrying or cancelled item due now, with all its attempts",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: commonErrors.codes("not_found", "invalid_transition"),
  },
  "POST /admin/work-items/:id/cancel": {
    ...staff,
    summary: "Cancels a scheduled, due, retrying, parked or dead item",
    params: WorkItemParams,
    response: { 200: WorkItemAnswer },
    errors: commonErrors.codes("not_found", "invalid_transition"),
  },
  "GET /admin/work-item-groups": {
    ...staff,
    summary: "Work that is dead, retried or parked, grouped by kind and reason",
    query: WorkItemGroupListQuery,
    response: { 200: WorkItemGroupListAnswer },
    errors: [],
  },
  "POST /admin/work-item-groups/retry": {
    ...staff,
    summary: "Makes every item of a group due now, with all its attempts",
    body: RetryWorkItemGroup,
    response: { 200: RetryWorkItemGroupAnswer },
    errors: [],
  },
})
