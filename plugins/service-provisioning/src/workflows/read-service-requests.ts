import { commonErrors } from "@atrium/kernel"
import { listTimeline } from "@atrium/reference-tracking/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type {
  CustomerServiceRequestDetailOut,
  CustomerServiceRequestOut,
  ListServiceRequests,
  ServiceRequestDetailOut,
  ServiceRequestOut,
  TaskOut,
} from "../contracts/service-requests"
import {
  toCustomerRequest,
  toCustomerTasks,
  toIntake,
  toServiceRequest,
  toTask,
  toTimeline,
} from "../domain/present-request"
import { dayEnd } from "../domain/day-range"
import { nextStatuses } from "../domain/service-request-status"
import { historyOf, notesOf } from "../modules/service-request/store/moves"
import { findRequest, listRequests } from "../modules/service-request/store/requests"
import { openClientTasks, tasksOf } from "../modules/service-request/store/tasks"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

type Page<T> = { service_requests: T[]; count: number; offset: number; limit: number }

/** Requests as Admin lists them. Two statements. */
export const listServiceRequests = async (
  container: MedusaContainer,
  query: ListServiceRequests
): Promise<Page<ServiceRequestOut>> => {
  const { order, limit, offset, created_at: created, ...filter } = query
  const { rows, count } = await listRequests(
    sql(container),
    {
      ...filter,
      from: created?.$gte === undefined ? undefined : new Date(created.$gte),
      to: created?.$lte === undefined ? undefined : dayEnd(created.$lte),
    },
    { order, limit, offset }
  )
  return { service_requests: rows.map(toServiceRequest), count, offset, limit }
}

/** One request with all that staff sees. Throws `not_found`. */
export const readServiceRequest = async (container: MedusaContainer, id: string): Promise<ServiceRequestDetailOut> => {
  const knex = sql(container)
  const [request, tasks, history, notes] = await Promise.all([
    findRequest(knex, id),
    tasksOf(knex, id),
    historyOf(knex, id),
    notesOf(knex, id),
  ])
  if (!request) throw commonErrors.fail("not_found")
  return {
    ...toServiceRequest(request),
    allowed_statuses: [...nextStatuses(request.status)],
    tasks: tasks.map((task) => toTask(task, tasks)),
    history: history.map((move) => ({
      from: move.old_status,
      to: move.new_status,
      actor_type: move.actor_type,
      actor_id: move.actor_id,
      reason: move.reason,
      created_at: move.created_at.toISOString(),
    })),
    notes: notes.map((note) => ({ ...note, created_at: note.created_at.toISOString() })),
    intake: toIntake(request.intake),
  }
}

/** Tasks of a request. Throws `not_found`. */
export const readTasks = async (container: MedusaContainer, requestId: string): Promise<TaskOut[]> => {
  const knex = sql(container)
  const [request, tasks] = await Promise.all([findRequest(knex, requestId), tasksOf(knex, requestId)])
  if (!request) throw commonErrors.fail("not_found")
  return tasks.map((task) => toTask(task, tasks))
}

/** One task of a request. Throws `not_found`. */
export const readTask = async (container: MedusaContainer, requestId: string, taskId: string): Promise<TaskOut> => {
  const task = (await readTasks(container, requestId)).find((one) => one.id === taskId)
  if (!task) throw commonErrors.fail("not_found")
  return task
}

/** Everything that happened to a request. Throws `not_found`. */
export const readTimeline = async (container: MedusaContainer, requestId: string) => {
  const [request, events] = await Promise.all([
    findRequest(sql(container), requestId),
    listTimeline(container, requestId, { internal: true }),
  ])
  if (!request) throw commonErrors.fail("not_found")
  return toTimeline(events)
}

/** A customer's own requests, newest first. */
export const listOwnRequests = async (
  container: MedusaContainer,
  customerId: string,
  page: { limit: number; offset: number }
): Promise<Page<CustomerServiceRequestOut>> => {
  const knex = sql(container)
  const { rows, count } = await listRequests(knex, { customer_id: customerId }, { order: "-created_at", ...page })
  const open = await openClientTasks(
    knex,
    rows.map((row) => row.id)
  )
  return { service_requests: rows.map((row) => toCustomerRequest(row, open.get(row.id) ?? 0)), count, ...page }
}

/** One of a customer's own requests. Throws `not_found`, alike for other people's and for none. */
export const readOwnRequest = async (
  container: MedusaContainer,
  customerId: string,
  id: string
): Promise<CustomerServiceRequestDetailOut> => {
  const knex = sql(container)
  const request = await findRequest(knex, id, customerId)
  if (!request) throw commonErrors.fail("not_found")
  const [tasks, events] = await Promise.all([tasksOf(knex, id), listTimeline(container, id, { internal: false })])
  const visible = toCustomerTasks(tasks)
  const open = visible.filter(
    (task) => task.can_complete || (task.holder === "client" && task.status !== "done" && task.status !== "cancelled")
  )
  return {
    ...toCustomerRequest(request, open.length),
    tasks: visible,
    timeline: toTimeline(events).map(({ visibility: _public, ...event }) => event),
    intake: toIntake(request.intake),
  }
}
