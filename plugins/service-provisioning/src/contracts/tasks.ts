import { safeText } from "@atrium/kernel"
import { z } from "zod"

import { TASK_HANDS, TASK_HOLDERS, TASK_STATUSES } from "./statuses"

const moment = z.string()

/** Page of a task in Admin or in the provider's portal; the path is relative to it. */
export const TaskPage = z.strictObject({ label: z.string(), path: z.string() })
export type TaskPage = z.infer<typeof TaskPage>

/** A kind of task that templates and staff may choose. */
export const TaskKindOut = z.strictObject({
  key: z.string(),
  label: z.string(),
  /** Who may complete a task of this kind. */
  done_by: z.array(z.enum(TASK_HANDS)),
})
export type TaskKindOut = z.infer<typeof TaskKindOut>

/** Key of a task kind in a request body. */
export const taskKindText = z
  .string({ error: "Choose a kind of task" })
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "Use lowercase letters, digits, dots and hyphens")
  .max(100, "Use at most 100 characters")

export const TaskOut = z.strictObject({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  kind_label: z.string(),
  /** Who may complete it, by its kind. */
  done_by: z.array(z.enum(TASK_HANDS)),
  /** The page of this kind of task that its reader may open. */
  page: TaskPage.nullable(),
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
export const ReasonText = safeText({ min: 1, max: 500, required: "Enter a reason" })

/** Body of `POST /admin/service-requests/:id/tasks/:task_id`. */
export const UpdateTask = z
  .strictObject({
    status: z.enum(TASK_STATUSES, { error: "Choose a task status" }).optional(),
    holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }).optional(),
    /** Why it waits; needed for `waiting`. */
    reason: ReasonText.optional(),
    updated_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }).optional(),
  })
  .refine((body) => body.status !== undefined || body.holder !== undefined, "Choose what to change")
export type UpdateTask = z.infer<typeof UpdateTask>

export const AddTask = z.strictObject({
  name: safeText({ min: 1, max: 200, required: "Enter the task's name" }),
  description: safeText({ max: 2000, multiline: true }).default(""),
  holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }).default("team"),
  visible_to_client: z.boolean().default(false),
  due_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }).nullish(),
  kind: taskKindText.optional(),
})
export type AddTask = z.infer<typeof AddTask>
