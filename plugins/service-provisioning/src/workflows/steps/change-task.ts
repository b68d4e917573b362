import type { Actor } from "@atrium/kernel"
import { clock, commonErrors } from "@atrium/kernel"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { provisioningErrors } from "../../contracts/errors"
import type { TaskHand, TaskHolder, TaskStatus } from "../../contracts/statuses"
import { findOpenRequest, providerActing } from "../../data/service-requests"
import { changeTask, type TaskRow, tasksOf } from "../../data/tasks"
import { taskKindOf } from "../../domain/task-kind"
import { taskChangeRefusal, type TaskRefusal } from "../../domain/task-status"
import { taskKinds } from "../../extension-points"

export type ChangeTaskInput = {
  requestId: string
  taskId: string
  actor: Actor
  /** Set for a customer: the request must be theirs, and the task visible and assigned to the client. */
  customerId?: string | undefined
  /** Set for a provider: the request must be assigned to them, else `not_found`. */
  provider_id?: string | undefined
  status?: TaskStatus | undefined
  holder?: TaskHolder | undefined
  reason?: string | undefined
  updated_at?: string | undefined
}

export type ChangedTask = {
  readonly requestId: string
  readonly taskId: string
  readonly from: TaskStatus
  readonly to: TaskStatus
}

const handOf = (input: ChangeTaskInput): TaskHand =>
  input.customerId !== undefined ? "customer" : input.actor.type === "provider" ? "provider" : "staff"

const refuse = (refusal: TaskRefusal) => {
  if (refusal === "reason_missing")
    return commonErrors.fail("invalid_input", { details: { reason: "Enter what the task is waiting for" } })
  if (refusal === "holder_is_team")
    return commonErrors.fail("invalid_input", {
      details: { holder: "Choose client or authority for a waiting task" },
    })
  if (refusal === "task_blocked") return provisioningErrors.fail("task_blocked")
  return commonErrors.fail("invalid_transition")
}

/** Checks with the task's kind whether this actor may complete it now. */
const askKind = async (trx: Knex.Transaction, task: TaskRow, input: ChangeTaskInput): Promise<void> => {
  const by = handOf(input)
  const kind = taskKindOf(taskKinds.all(), task.kind)
  if (!kind.doneBy.includes(by))
    throw commonErrors.fail("invalid_transition", { details: { status: "You can't complete this kind of task" } })
  if ("validate" in kind) await kind.validate?.(trx, { task, by, actor: input.actor })
}

const record = async (trx: Knex.Transaction, task: TaskRow): Promise<void> => {
  const type = task.status === "done" ? "task_done" : task.status === "waiting" ? "task_waiting" : undefined
  if (!type) return
  await recordTimeline(trx, {
    subjectId: task.service_request_id,
    type,
    visibility: task.visible_to_client ? "public" : "internal",
    occurredAt: clock.now(),
    note: task.name,
  })
}

const change = async (trx: Knex.Transaction, input: ChangeTaskInput): Promise<ChangedTask> => {
  await findOpenRequest(trx, input.requestId, {
    customerId: input.customerId,
    providerId: providerActing(input.actor, input.provider_id),
  })
  const all = await tasksOf(trx, input.requestId)
  const task = all.find((one) => one.id === input.taskId)
  if (!task || (input.customerId !== undefined && !task.visible_to_client)) throw commonErrors.fail("not_found")
  if (input.updated_at && new Date(input.updated_at).getTime() !== task.updated_at.getTime())
    throw commonErrors.fail("stale_version")
  const asked = {
    status: input.status ?? task.status,
    holder: input.holder ?? task.holder,
    reason: input.reason ?? null,
  }
  const refusal = taskChangeRefusal(task, asked, all, handOf(input))
  if (refusal) throw refuse(refusal)
  if (asked.status === "done") await askKind(trx, task, input)
  const changed = await changeTask(trx, task, asked)
  if (!changed) throw commonErrors.fail("conflict")
  if (changed.status !== task.status) await record(trx, changed)
  return { requestId: input.requestId, taskId: input.taskId, from: task.status, to: changed.status }
}

// No compensation: everything it does is one transaction, the only write of its workflow.
export const changeTaskStep = createStep("change-task", async (input: ChangeTaskInput, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return new StepResponse(await knex.transaction((trx) => change(trx, input)))
})
