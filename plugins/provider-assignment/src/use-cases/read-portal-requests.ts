import { graphRows } from "@atrium/server"
import { commonErrors } from "@atrium/kernel"
import { TASK_HOLDERS, TASK_STATUSES } from "@atrium/service-provisioning/contracts"
import { listServiceRequests, readServiceRequest } from "@atrium/service-provisioning/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { ListPortalRequests, PortalRequest, PortalRequestDetail } from "../contracts/portal"
import { type TaskFacts, toPortalDetail, toPortalRequest } from "../domain/present-portal"

const TaskRow = z.object({
  service_request_id: z.string(),
  name: z.string(),
  status: z.enum(TASK_STATUSES),
  holder: z.enum(TASK_HOLDERS),
  // Medusa's query returns moments as dates or as text.
  due_at: z.coerce
    .date()
    .transform((due) => due.toISOString())
    .nullable(),
})

/** Tasks by request, in their order. */
const tasksOfRequests = async (container: MedusaContainer, ids: string[]): Promise<Map<string, TaskFacts[]>> => {
  if (ids.length === 0) return new Map()
  const tasks = await graphRows(container, TaskRow, {
    entity: "service_request_task",
    fields: Object.keys(TaskRow.shape),
    filters: { service_request_id: ids },
    pagination: { order: { sort_order: "ASC" } },
  })
  const byRequest = new Map<string, TaskFacts[]>()
  for (const { service_request_id: id, ...task } of tasks) byRequest.set(id, [...(byRequest.get(id) ?? []), task])
  return byRequest
}

/** Requests assigned to this provider now. */
export const listPortalRequests = async (
  container: MedusaContainer,
  providerId: string,
  { status, q, order, limit, offset }: ListPortalRequests
): Promise<{ service_requests: PortalRequest[]; count: number; offset: number; limit: number }> => {
  const page = await listServiceRequests(
    container,
    { provider_id: [providerId], status: status?.length ? status : undefined, q },
    { order, limit, offset }
  )
  const tasks = await tasksOfRequests(
    container,
    page.service_requests.map((request) => request.id)
  )
  return {
    ...page,
    service_requests: page.service_requests.map((request) => toPortalRequest(request, tasks.get(request.id) ?? [])),
  }
}

/** One of this provider's requests. Throws `not_found`, also for another provider's. */
export const readPortalRequest = async (
  container: MedusaContainer,
  providerId: string,
  id: string
): Promise<PortalRequestDetail> => {
  const request = await readServiceRequest(container, id, { provider_id: providerId })
  if (!request) throw commonErrors.fail("not_found")
  return toPortalDetail(request, providerId)
}
