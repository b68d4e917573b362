import { commonErrors } from "@atrium/kernel"
import { listServiceRequests, readServiceRequest } from "@atrium/service-provisioning/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ListPortalRequests, PortalRequest, PortalRequestDetail } from "../contracts/portal"
import { type TaskFacts, toPortalDetail, toPortalRequest } from "../domain/present-portal"

const TASK_FIELDS = ["service_request_id", "name", "status", "holder", "due_at"] as const

/** Tasks by request, in their order. */
const tasksOfRequests = async (container: MedusaContainer, ids: string[]): Promise<Map<string, TaskFacts[]>> => {
  if (ids.length === 0) return new Map()
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "service_request_task",
    fields: [...TASK_FIELDS],
    filters: { service_request_id: ids },
    pagination: { order: { sort_order: "ASC" } },
  })
  const byRequest = new Map<string, TaskFacts[]>()
  for (const task of data) {
    const due = task.due_at ? new Date(task.due_at).toISOString() : null
    const facts = { name: task.name, status: task.status, holder: task.holder, due_at: due }
    byRequest.set(task.service_request_id, [...(byRequest.get(task.service_request_id) ?? []), facts])
  }
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
