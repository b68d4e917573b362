import { idText, listOf, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { WORK_STATUSES } from "./work"

const SORTABLE = ["created_at", "updated_at", "run_at", "finished_at", "attempts", "kind", "status"] as const

/** `created_at` or, from the last to the first, `-created_at`. */
const order = z
  .enum([...SORTABLE, ...SORTABLE.map((field) => `-${field}` as const)], { error: "Sort by one of the fields shown" })
  .default("-created_at")

export const WorkItemListQuery = z.strictObject({
  ...pageQuery,
  order,
  q: safeText({ max: 200 }).optional(),
  status: listOf(z.enum(WORK_STATUSES, { error: "This is not a state of a work item" })).optional(),
  kind: z
    .string()
    .regex(/^[a-z0-9.-]{1,100}$/, "This is not a kind of work")
    .optional(),
})
export type WorkItemListQuery = z.infer<typeof WorkItemListQuery>

export const WorkItemParams = z.strictObject({ id: idText })

const moment = z.iso.datetime()

/** A work item as staff see it. Its payload may name a person and is not shown. */
export const WorkItemView = z.strictObject({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  version: z.number().int(),
  status: z.enum(WORK_STATUSES),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  backoff_seconds: z.number().int(),
  run_at: moment,
  last_error: z.string().nullable(),
  request_id: z.string().nullable(),
  created_at: moment,
  updated_at: moment,
  finished_at: moment.nullable(),
})
export type WorkItemView = z.infer<typeof WorkItemView>

/** How the queue is: open items by state, and for how many seconds the oldest due one has waited. */
export const WorkSummary = z.strictObject({
  due: z.number().int(),
  running: z.number().int(),
  retrying: z.number().int(),
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
