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
    summary: "Work items by state, with a summary of open work",
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
    summary: "Retries a dead, parked, retrying or canceled item now, with its attempts reset",
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
    summary: "Dead, retrying and parked work, grouped by kind and reason",
    query: WorkItemGroupListQuery,
    response: { 200: WorkItemGroupListAnswer },
    errors: [],
  },
  "POST /admin/work-item-groups/retry": {
    ...staff,
    summary: "Retries every item of a group now, with attempts reset",
    body: RetryWorkItemGroup,
    response: { 200: RetryWorkItemGroupAnswer },
    errors: [],
  },
})
