import type { Actor } from "@atrium/kernel"
import { clock, commonErrors } from "@atrium/kernel"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { provisioningErrors } from "../../contracts/errors"
import type { IntakeAnswers } from "../../contracts/intake"
import type { TaskHolder, TaskStatus } from "../../contracts/statuses"
import { applyIntake } from "../../domain/apply-intake"
import { isFinal } from "../../domain/service-request-status"
import { taskChangeRefusal, type TaskHand } from "../../domain/task-status"
import {
  findRequest,
  providerActing,
  type RequestOwner,
  saveIntake,
  type ServiceRequestRow,
} from "../../data/service-requests"
import { changeTask, insertTask, type NewTask, type TaskRow, tasksOf } from "../../data/tasks"

export type ChangeTaskInput = {
  requestId: string
  taskId: string
  actor: Actor
  /** Set when a customer asks: the request must be theirs, and the task one they hold and see. */
  customerId?: string | undefined
  /** Set when a provider asks: the request must be in that provider's hands, else `not_found`. */
  provider_id?: string | undefined
  status?: TaskStatus | undefined
  holder?: TaskHolder | undefined
  reason?: string | undefined
  updated_at?: string | undefined
}

const openRequest = async (trx: Knex.Transaction, id: string, owner?: RequestOwner): Promise<ServiceRequestRow> => {
  const request = await findRequest(trx, id, owner)
  if (!request) throw commonErrors.fail("not_found")
  if (isFinal(request.status)) throw commonErrors.fail("invalid_transition")
  return request
}

const handOf = (input: ChangeTaskInput): TaskHand =>
  input.customerId !== undefined ? "customer" : input.actor.type === "provider" ? "provider" : "staff"

const tell = async (trx: Knex.Transaction, task: TaskRow): Promise<void> => {
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

// No compensation: the only step of its workflow, and everything it does is one transaction.
export const changeTaskStep = createStep("change-task", async (input: ChangeTaskInput, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    await openRequest(trx, input.requestId, {
      customerId: input.customerId,
      providerId: providerActing(input.actor, input.provider_id),
    })
    const all = await tasksOf(trx, input.requestId)
    const task = all.find((one) => one.id === input.taskId)
    if (!task || (input.customerId !== undefined && !task.visible_to_client)) throw commonErrors.fail("not_found")
    if (input.updated_at && new Date(input.updated_at).getTime() !== task.updated_at.getTime())
      throw commonErrors.fail("stale_version")
    const change = {
      status: input.status ?? task.status,
      holder: input.holder ?? task.holder,
      reason: input.reason ?? null,
    }
    const refusal = taskChangeRefusal(task, change, all, handOf(input))
    if (refusal === "reason_missing")
      throw commonErrors.fail("invalid_input", { details: { reason: "Say what it is waiting for" } })
    if (refusal === "holder_is_team")
      throw commonErrors.fail("invalid_input", {
        details: { holder: "Only the client or an authority can be waited for" },
      })
    if (refusal === "task_blocked") throw provisioningErrors.fail("task_blocked")
    if (refusal) throw commonErrors.fail("invalid_transition")
    const changed = await changeTask(trx, task, change)
    if (!changed) throw commonErrors.fail("conflict")
    if (changed.status !== task.status) await tell(trx, changed)
  })
  return new StepResponse({ requestId: input.requestId, taskId: input.taskId })
})

export type AddTaskInput = { requestId: string; task: Omit<NewTask, "due_at"> & { due_at: string | null } }

// No compensation: the only step of its workflow.
export const addTaskStep = createStep("add-task", async (input: AddTaskInput, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const id = await knex.transaction(async (trx) => {
    await openRequest(trx, input.requestId)
    const due = input.task.due_at === null ? null : new Date(input.task.due_at)
    const task = await insertTask(trx, input.requestId, { ...input.task, due_at: due })
    await recordTimeline(trx, {
      subjectId: input.requestId,
      type: "task_added",
      visibility: task.visible_to_client ? "public" : "internal",
      occurredAt: clock.now(),
      note: task.name,
    })
    return task.id
  })
  return new StepResponse({ requestId: input.requestId, taskId: id })
})

export type AnswerIntakeInput = { requestId: string; customerId: string; answers: IntakeAnswers }

// No compensation: the only step of its workflow, and everything it does is one transaction.
export const answerIntakeStep = createStep("answer-intake", async (input: AnswerIntakeInput, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    const request = await openRequest(trx, input.requestId, { customerId: input.customerId })
    const applied = applyIntake(request.intake, input.answers)
    if (Object.keys(applied.errors).length) {
      const details = Object.fromEntries(
        Object.entries(applied.errors).map(([id, message]) => [`intake.${id}`, message])
      )
      throw commonErrors.fail("invalid_input", { details })
    }
    if (!(await saveIntake(trx, request, { questions: request.intake.questions, answers: applied.answers })))
      throw commonErrors.fail("conflict")
    const tasks = await tasksOf(trx, request.id)
    const task = tasks.find((one) => one.metadata.intake === true)
    // The task that asked for the answers is done once none is missing.
    if (
      task &&
      applied.missing.length === 0 &&
      (task.status === "to_do" || task.status === "in_progress" || task.status === "waiting")
    )
      await changeTask(trx, task, { status: "done", holder: task.holder, reason: null })
    await recordTimeline(trx, {
      subjectId: request.id,
      type: "intake_answered",
      visibility: "public",
      occurredAt: clock.now(),
    })
  })
  return new StepResponse({ requestId: input.requestId })
})
