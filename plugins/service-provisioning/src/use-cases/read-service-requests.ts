import { toPersonalFile } from "@atrium/documents/use-cases"
import { clock, commonErrors } from "@atrium/kernel"
import { disputeOfOrder } from "@atrium/payments/use-cases"
import { listTimeline } from "@atrium/reference-tracking/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CustomerServiceRequestDetailOut, CustomerServiceRequestOut } from "../contracts/customer-service-requests"
import type { ListServiceRequests, ServiceRequestDetailOut, ServiceRequestOut } from "../contracts/service-requests"
import type { ServiceRequestStatus } from "../contracts/statuses"
import type { TaskOut } from "../contracts/tasks"
import {
  countCustomerTasks,
  toCustomerRequest,
  toCustomerTasks,
  toIntake,
  toServiceRequest,
  toTask,
  toTimeline,
} from "../domain/present-request"
import { taskKinds } from "../extension-points"
import { dayEnd } from "../domain/day-range"
import { nextStatusesBy } from "../domain/service-request-status"
import { historyOf, notesOf } from "../data/request-moves"
import { findRequest, listRequests, UNASSIGNED, type RequestFilter, type RequestPage } from "../data/service-requests"
import { tasksByRequest, tasksOf } from "../data/tasks"
import { answeringFiles, filesOfRequest } from "./request-files"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

type Page<T> = { service_requests: T[]; count: number; offset: number; limit: number }

const listed = async (
  container: MedusaContainer,
  filter: RequestFilter,
  page: RequestPage
): Promise<Page<ServiceRequestOut>> => {
  const { rows, count } = await listRequests(sql(container), filter, page)
  return { service_requests: rows.map(toServiceRequest), count, offset: page.offset, limit: page.limit }
}

/** A moment that stays the same for a while, so that the number of overdue requests is not counted for every page. */
const startOfTenMinutes = (now: Date): Date => new Date(Math.floor(now.getTime() / 600_000) * 600_000)

/** Requests as Admin lists them. Two statements. */
export const listServiceRequestsForStaff = (
  container: MedusaContainer,
  query: ListServiceRequests
): Promise<Page<ServiceRequestOut>> => {
  const { order, limit, offset, created_at: created, due, ...filter } = query
  const from = created?.$gte === undefined ? undefined : new Date(created.$gte)
  const to = created?.$lte === undefined ? undefined : dayEnd(created.$lte)
  const overdueAt = due?.length ? startOfTenMinutes(clock.now()) : undefined
  return listed(container, { ...filter, from, to, overdueAt }, { order, limit, offset })
}

/**
 * Requests assigned to these providers, for the routes of another context; newest first unless `order` says
 * otherwise (a column of the Admin list, `-` before it for descending). No provider: no request. Two statements.
 */
export const listServiceRequests = (
  container: MedusaContainer,
  filter: { provider_id: string[]; status?: ServiceRequestStatus[] | undefined; q?: string | undefined },
  { order = "-created_at", limit, offset }: { order?: string | undefined; limit: number; offset: number }
): Promise<Page<ServiceRequestOut>> => {
  // "none" means unassigned in the Admin list and is never a provider's id.
  const assigned = filter.provider_id.filter((id) => id !== UNASSIGNED)
  return listed(container, { ...filter, provider_id: assigned }, { order, limit, offset })
}

/**
 * One request with tasks, history, notes, intake and the moves its reader may make; undefined when there is none or,
 * with `provider_id`, when it is not assigned to that provider. Six statements, and one more for files that answer
 * questions.
 */
export const readServiceRequest = async (
  container: MedusaContainer,
  id: string,
  { provider_id: providerId }: { provider_id?: string | undefined } = {}
): Promise<ServiceRequestDetailOut | undefined> => {
  const knex = sql(container)
  const [request, tasks, history, notes] = await Promise.all([
    findRequest(knex, id, { providerId }),
    tasksOf(knex, id),
    historyOf(knex, id),
    notesOf(knex, id),
  ])
  if (!request) return undefined
  const dispute = await disputeOfOrder(knex, request.order_id)
  const reader = providerId === undefined ? "staff" : "provider"
  return {
    ...toServiceRequest(request),
    allowed_statuses: [...nextStatusesBy(reader, request.status)],
    tasks: tasks.map((task) =>
      toTask(task, { all: tasks, kinds: taskKinds.all(), reader: reader === "staff" ? "admin" : "portal" })
    ),
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
    dispute: dispute && {
      status: dispute.status,
      opened_at: dispute.opened_at.toISOString(),
      closed_at: dispute.closed_at?.toISOString() ?? null,
    },
    clock_stopped_at: request.clock_stopped_at?.toISOString() ?? null,
    files: (await answeringFiles(knex, request)).map(toPersonalFile),
  }
}

/** A request for staff. Throws `not_found`. */
export const readServiceRequestForStaff = async (
  container: MedusaContainer,
  id: string
): Promise<ServiceRequestDetailOut> => {
  const request = await readServiceRequest(container, id)
  if (!request) throw commonErrors.fail("not_found")
  return request
}

/** Tasks of a request. Throws `not_found`. */
export const readTasks = async (container: MedusaContainer, requestId: string): Promise<TaskOut[]> => {
  const knex = sql(container)
  const [request, tasks] = await Promise.all([findRequest(knex, requestId), tasksOf(knex, requestId)])
  if (!request) throw commonErrors.fail("not_found")
  return tasks.map((task) => toTask(task, { all: tasks, kinds: taskKinds.all(), reader: "admin" }))
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

/** A customer's own requests. */
export const listOwnRequests = async (
  container: MedusaContainer,
  customerId: string,
  page: RequestPage
): Promise<Page<CustomerServiceRequestOut>> => {
  const knex = sql(container)
  const { rows, count } = await listRequests(knex, { customer_id: customerId }, page)
  const tasks = await tasksByRequest(
    knex,
    rows.map((row) => row.id)
  )
  const kinds = taskKinds.all()
  return {
    service_requests: rows.map((row) => toCustomerRequest(row, countCustomerTasks(tasks.get(row.id) ?? [], kinds))),
    count,
    limit: page.limit,
    offset: page.offset,
  }
}

/** One of a customer's own requests. Throws `not_found`, also for other people's requests. */
export const readOwnRequest = async (
  container: MedusaContainer,
  customerId: string,
  id: string
): Promise<CustomerServiceRequestDetailOut> => {
  const knex = sql(container)
  const request = await findRequest(knex, id, { customerId })
  if (!request) throw commonErrors.fail("not_found")
  const [tasks, events] = await Promise.all([tasksOf(knex, id), listTimeline(container, id, { internal: false })])
  const visible = toCustomerTasks(tasks, taskKinds.all())
  return {
    ...toCustomerRequest(request, countCustomerTasks(tasks, taskKinds.all())),
    tasks: visible,
    timeline: toTimeline(events).map(({ visibility: _public, ...event }) => event),
    intake: toIntake(request.intake),
    files: (await filesOfRequest(knex, request)).map(toPersonalFile),
  }
}
