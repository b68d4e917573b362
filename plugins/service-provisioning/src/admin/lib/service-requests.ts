import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type {
  ServiceRequestDetailOut,
  ServiceRequestOut,
  TimelineOut,
  UpdateServiceRequest,
} from "../../contracts/service-requests"
import type { AddTask, UpdateTask } from "../../contracts/tasks"
import type { z } from "zod"
import { sdk } from "./sdk"

export type ServiceRequestList = { service_requests: ServiceRequestOut[]; count: number; offset: number; limit: number }
type Detail = { service_request: ServiceRequestDetailOut }
export type TimelineEvent = z.infer<typeof TimelineOut>

const KEY = "service-requests"

/** A page of service requests; `query` is sent as it stands. */
export const useServiceRequests = (query: Record<string, unknown>) =>
  useQuery({
    queryKey: [KEY, "list", query],
    queryFn: () => sdk.client.fetch<ServiceRequestList>("/admin/service-requests", { query }),
    placeholderData: (previous) => previous,
  })

export const useServiceRequest = (id: string) =>
  useQuery({
    queryKey: [KEY, "detail", id],
    queryFn: () => sdk.client.fetch<Detail>(`/admin/service-requests/${id}`),
  })

export const useTimeline = (id: string) =>
  useQuery({
    queryKey: [KEY, "timeline", id],
    queryFn: () => sdk.client.fetch<{ timeline: TimelineEvent[] }>(`/admin/service-requests/${id}/timeline`),
  })

const useSend = <Body extends object>(path: (body: Body) => string, id: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => sdk.client.fetch(path(body), { method: "POST", body: withoutPath(body) }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
    meta: { id },
  })
}

const withoutPath = (body: object): object =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== "task_id"))

export const useUpdateServiceRequest = (id: string) =>
  useSend<UpdateServiceRequest>(() => `/admin/service-requests/${id}`, id)

export const useUpdateTask = (id: string) =>
  useSend<UpdateTask & { task_id: string }>((body) => `/admin/service-requests/${id}/tasks/${body.task_id}`, id)

export const useAddTask = (id: string) =>
  useSend<z.input<typeof AddTask>>(() => `/admin/service-requests/${id}/tasks`, id)
