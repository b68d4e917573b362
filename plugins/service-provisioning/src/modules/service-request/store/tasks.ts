import { clock } from "@atrium/kernel"
import { generateEntityId } from "@medusajs/framework/utils"

import type { TaskHolder, TaskStatus } from "../../../contracts/statuses"
import { stampAfter } from "./requests"
import type { Sql } from "./sql"

export type TaskRow = {
  id: string
  service_request_id: string
  key: string
  name: string
  description: string
  status: TaskStatus
  holder: TaskHolder
  waiting_reason: string | null
  visible_to_client: boolean
  depends_on: string[]
  due_at: Date | null
  completed_at: Date | null
  metadata: Record<string, unknown>
  sort_order: number
  updated_at: Date
}

export const tasksOf = (knex: Sql, requestId: string): Promise<TaskRow[]> =>
  Promise.resolve(
    knex("service_request_task")
      .where({ service_request_id: requestId })
      .whereNull("deleted_at")
      .orderBy(["sort_order", "id"])
      .select<TaskRow[]>("*")
  )

/** Number of open tasks that customers hold and see, by request. */
export const openClientTasks = async (knex: Sql, requestIds: readonly string[]): Promise<Map<string, number>> => {
  if (requestIds.length === 0) return new Map()
  const rows = await knex("service_request_task")
    .whereIn("service_request_id", [...requestIds])
    .where({ holder: "client", visible_to_client: true })
    .whereNotIn("status", ["done", "cancelled"])
    .groupBy("service_request_id")
    .select<{ id: string; count: string }[]>([{ id: "service_request_id" }, knex.raw("count(*) AS count")])
  return new Map(rows.map((row) => [row.id, Number(row.count)]))
}

export type TaskChange = { readonly status: TaskStatus; readonly holder: TaskHolder; readonly reason: string | null }

/** Changes a task from the state it was seen in; undefined when somebody was faster. One statement. */
export const changeTask = async (
  trx: Sql,
  seen: Pick<TaskRow, "id" | "status" | "holder" | "updated_at">,
  change: TaskChange
): Promise<TaskRow | undefined> => {
  const now = clock.now()
  const [row] = await trx("service_request_task")
    .where({ id: seen.id, status: seen.status, holder: seen.holder })
    .update({
      status: change.status,
      holder: change.holder,
      waiting_reason: change.status === "waiting" ? change.reason : null,
      completed_at: change.status === "done" ? now : null,
      updated_at: stampAfter(seen.updated_at, now),
    })
    .returning<TaskRow[]>("*")
  return row
}

/** Gives up what is still open, when its request is cancelled. */
export const cancelOpenTasks = async (trx: Sql, requestId: string): Promise<void> => {
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
}

/** Adds a task by hand, behind the others. */
export const addTask = async (trx: Sql, requestId: string, task: NewTask): Promise<TaskRow> => {
  const now = clock.now()
  const id = generateEntityId(undefined, "srtask")
  const [row] = await trx("service_request_task")
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
    .returning<TaskRow[]>("*")
  if (!row) throw new Error("The task was not written")
  return row
}
