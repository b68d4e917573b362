import { clock } from "@atrium/kernel"
import { checkedRows, column } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { TASK_HOLDERS, TASK_STATUSES, type TaskHolder, type TaskStatus } from "../contracts/statuses"
import { stampAfter } from "./service-requests"

const TaskRow = z.object({
  id: column.text,
  service_request_id: column.text,
  key: column.text,
  /** Null: an ordinary task. */
  kind: column.text.nullable(),
  name: column.text,
  description: column.text,
  status: z.enum(TASK_STATUSES),
  holder: z.enum(TASK_HOLDERS),
  waiting_reason: column.text.nullable(),
  visible_to_client: column.boolean,
  depends_on: z.array(z.string()),
  due_at: column.timestamp.nullable(),
  completed_at: column.timestamp.nullable(),
  metadata: z.record(z.string(), z.unknown()),
  sort_order: column.integer,
  updated_at: column.timestamp,
})
export type TaskRow = z.infer<typeof TaskRow>

/** Tasks of a request, in their order. */
export const tasksOf = async (knex: Knex, requestId: string): Promise<TaskRow[]> =>
  checkedRows(
    TaskRow,
    await knex("service_request_task")
      .where({ service_request_id: requestId })
      .whereNull("deleted_at")
      .orderBy(["sort_order", "id"])
      .select("*")
  )

const LinkedTask = TaskRow.pick({
  service_request_id: true,
  key: true,
  kind: true,
  name: true,
  status: true,
  holder: true,
  visible_to_client: true,
  depends_on: true,
})
type LinkedTask = z.infer<typeof LinkedTask>

/** What decides who can complete the tasks of several requests, by request. */
export const tasksByRequest = async (
  knex: Knex,
  requestIds: readonly string[]
): Promise<ReadonlyMap<string, LinkedTask[]>> => {
  if (requestIds.length === 0) return new Map()
  const rows: unknown = await knex("service_request_task")
    .whereIn("service_request_id", [...requestIds])
    .whereNull("deleted_at")
    .select(Object.keys(LinkedTask.shape))
  const tasks = new Map<string, LinkedTask[]>()
  for (const task of checkedRows(LinkedTask, rows))
    tasks.set(task.service_request_id, [...(tasks.get(task.service_request_id) ?? []), task])
  return tasks
}

export type TaskChange = { readonly status: TaskStatus; readonly holder: TaskHolder; readonly reason: string | null }

/** Changes a task if it is still in the state it was read in; undefined when a concurrent change came first. */
export const changeTask = async (
  trx: Knex,
  seen: Pick<TaskRow, "id" | "status" | "holder" | "updated_at">,
  change: TaskChange
): Promise<TaskRow | undefined> => {
  const now = clock.now()
  const rows: unknown = await trx("service_request_task")
    .where({ id: seen.id, status: seen.status, holder: seen.holder })
    .update({
      status: change.status,
      holder: change.holder,
      waiting_reason: change.status === "waiting" ? change.reason : null,
      completed_at: change.status === "done" ? now : null,
      updated_at: stampAfter(seen.updated_at, now),
    })
    .returning("*")
  return checkedRows(TaskRow, rows)[0]
}

/** Cancels the open tasks of a canceled request. */
export const cancelOpenTasks = async (trx: Knex, requestId: string): Promise<void> => {
  await trx("service_request_task")
    .where({ service_request_id: requestId })
    .whereNotIn("status", ["done", "cancelled"])
    .update({ status: "cancelled", waiting_reason: null, updated_at: clock.now() })
}

export type NewTask = {
  readonly name: string
  readonly description: string
  readonly holder: TaskHolder
  readonly visible_to_client: boolean
  readonly due_at: Date | null
  /** An ordinary task without one. */
  readonly kind?: string | undefined
}

/** Adds a task made by staff, after the others. */
export const insertTask = async (trx: Knex, requestId: string, task: NewTask): Promise<TaskRow> => {
  const now = clock.now()
  const id = generateEntityId(undefined, "srtask")
  const rows: unknown = await trx("service_request_task")
    .insert({
      ...task,
      id,
      service_request_id: requestId,
      key: `added-${id}`,
      status: "to_do",
      sort_order: trx.raw(
        "(SELECT coalesce(max(t.sort_order), 0) + 1 FROM service_request_task t WHERE t.service_request_id = ?)",
        [requestId]
      ),
      created_at: now,
      updated_at: now,
    })
    .returning("*")
  const [row] = checkedRows(TaskRow, rows)
  if (!row) throw new Error("The task was not written")
  return row
}
