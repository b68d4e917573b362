import { safeText } from "@atrium/kernel"
import { z } from "zod"

import { TASK_HOLDERS, TASK_STATUSES } from "./statuses"

const moment = z.string()

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

/** Why something is changed. */
export const ReasonText = safeText({ min: 1, max: 500, required: "Give a reason" })

/** Body of `POST /admin/service-requests/:id/tasks/:task_id`. */
export const UpdateTask = z
  .strictObject({
    status: z.enum(TASK_STATUSES, { error: "This is not a state of a task" }).optional(),
    holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }).optional(),
    /** Why it waits; needed for `waiting`. */
    reason: ReasonText.optional(),
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
