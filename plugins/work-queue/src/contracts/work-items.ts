import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { SHOWN_WORK_STATUSES } from "./work"

const kindText = z
  .string({ error: "Enter a work kind" })
  .regex(/^[a-z0-9.-]{1,100}$/, "Enter a work kind, for example payments.capture-payment")

export const WorkItemListQuery = z.strictObject({
  ...pageQuery,
  order: orderQuery(["created_at", "updated_at", "run_at", "finished_at", "attempts", "kind", "status"], "-created_at"),
  /** Searches the start of the key, of its part after the kind and of the request's id, and all of the error. */
  q: safeText({ max: 200 }).optional(),
  status: listOf(z.enum(SHOWN_WORK_STATUSES, { error: "Choose a work item state" })).optional(),
  kind: kindText.optional(),
})
export type WorkItemListQuery = z.infer<typeof WorkItemListQuery>

export const WorkItemParams = z.strictObject({ id: idText })

const moment = z.iso.datetime()

/** A work item as staff see it. The payload may contain personal data and is not shown. */
export const WorkItemView = z.strictObject({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  version: z.number().int(),
  status: z.enum(SHOWN_WORK_STATUSES),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  backoff_seconds: z.number().int(),
  run_at: moment,
  /** Why the item is parked, retrying or dead. */
  last_error: z.string().nullable(),
  /** What a parked or postponed item waits for. */
  waits_for: z.string().nullable(),
  request_id: z.string().nullable(),
  /** The key of the work item, or the id of the call, that enqueued it; null for a scheduled job. */
  caused_by: z.string().nullable(),
  created_at: moment,
  updated_at: moment,
  finished_at: moment.nullable(),
})
export type WorkItemView = z.infer<typeof WorkItemView>

/** Number of open items by state, and the seconds that the oldest due one has waited. */
export const WorkSummary = z.strictObject({
  scheduled: z.number().int(),
  due: z.number().int(),
  running: z.number().int(),
  retrying: z.number().int(),
  parked: z.number().int(),
  dead: z.number().int(),
  oldest_due_seconds: z.number().int(),
})
export type WorkSummary = z.infer<typeof WorkSummary>

export const WorkItemAnswer = z.strictObject({ work_item: WorkItemView })
export type WorkItemAnswer = z.infer<typeof WorkItemAnswer>

export const WorkItemListAnswer = z.strictObject({
  work_items: z.array(WorkItemView),
  count: z.number().int(),
  offset: z.number().int(),
  limit: z.number().int(),
  summary: WorkSummary,
})
export type WorkItemListAnswer = z.infer<typeof WorkItemListAnswer>

/** States whose items have a reason and are grouped by it. */
const GROUPED_STATUSES = ["dead", "retrying", "parked"] as const

const groupStatus = z.enum(GROUPED_STATUSES, { error: "Choose dead, retrying or parked" })

export const WorkItemGroupListQuery = z.strictObject({
  ...pageQuery,
  order: orderQuery(["count", "oldest_at", "kind", "status"], "-count"),
  q: safeText({ max: 200 }).optional(),
  status: listOf(groupStatus).optional(),
})
export type WorkItemGroupListQuery = z.infer<typeof WorkItemGroupListQuery>

/** Items of one kind with the same reason. Ids, numbers and references in the reason are shown as `…`. */
export const WorkItemGroup = z.strictObject({
  status: groupStatus,
  kind: z.string(),
  reason: z.string(),
  waits_for: z.string().nullable(),
  count: z.number().int(),
  oldest_at: moment,
  newest_at: moment,
})
export type WorkItemGroup = z.infer<typeof WorkItemGroup>

export const WorkItemGroupListAnswer = z.strictObject({
  work_item_groups: z.array(WorkItemGroup),
  count: z.number().int(),
  offset: z.number().int(),
  limit: z.number().int(),
  summary: WorkSummary,
})
export type WorkItemGroupListAnswer = z.infer<typeof WorkItemGroupListAnswer>

/** Identifies a group of the list. */
export const RetryWorkItemGroup = z.strictObject({
  status: groupStatus,
  kind: kindText,
  reason: z.string({ error: "Enter the group's reason" }).max(600, "Use at most 600 characters"),
})
export type RetryWorkItemGroup = z.infer<typeof RetryWorkItemGroup>

export const RetryWorkItemGroupAnswer = z.strictObject({ retried: z.number().int() })
export type RetryWorkItemGroupAnswer = z.infer<typeof RetryWorkItemGroupAnswer>
