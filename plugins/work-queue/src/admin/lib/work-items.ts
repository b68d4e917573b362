import { toast } from "@medusajs/ui"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type {
  OperationsReportAnswer,
  RetryWorkItemGroup,
  RetryWorkItemGroupAnswer,
  ShownWorkStatus,
  WorkItemAnswer,
  WorkItemGroupListAnswer,
  WorkItemListAnswer,
} from "../../contracts"
import { sdk } from "./sdk"

const REFRESH_MS = 5000
const LIST = "work-items"

export type WorkItemSearch = {
  status: ShownWorkStatus | undefined
  q: string
  order: string
  limit: number
  offset: number
}

/** A page of work items, fetched again every five seconds while the page is looked at. */
export const useWorkItems = ({ status, q, ...page }: WorkItemSearch) =>
  useQuery({
    queryKey: [LIST, status, q, page],
    queryFn: () =>
      sdk.client.fetch<WorkItemListAnswer>("/admin/work-items", {
        query: { ...page, ...(status ? { status: [status] } : {}), ...(q ? { q } : {}) },
      }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })

/** One item, kept up to date; it may have left the list by now. */
export const useWorkItem = (id: string | undefined) =>
  useQuery({
    queryKey: [LIST, "one", id],
    queryFn: () => sdk.client.fetch<WorkItemAnswer>(`/admin/work-items/${id}`),
    enabled: id !== undefined,
    refetchInterval: REFRESH_MS,
  })

const useMove = (verb: "retry" | "cancel", done: string) => {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      sdk.client.fetch<WorkItemAnswer>(`/admin/work-items/${id}/${verb}`, { method: "POST", body: {} }),
    onSuccess: () => toast.success(done),
    onError: (error) => toast.error(error.message),
    // Also after a refusal: then the list shown is out of date.
    onSettled: () => queryClient.invalidateQueries({ queryKey: [LIST] }),
  })
}

export const useRetry = () => useMove("retry", "The item is due again")
export const useCancel = () => useMove("cancel", "The item is canceled")

const MOST_GROUPS = 100

/** What failed, waits or is retried, by kind and reason, the largest groups first. */
export const useWorkItemGroups = () =>
  useQuery({
    queryKey: [LIST, "groups"],
    queryFn: () =>
      sdk.client.fetch<WorkItemGroupListAnswer>("/admin/work-item-groups", { query: { limit: MOST_GROUPS } }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })

export const useRetryGroup = () => {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: RetryWorkItemGroup) =>
      sdk.client.fetch<RetryWorkItemGroupAnswer>("/admin/work-item-groups/retry", { method: "POST", body }),
    onSuccess: ({ retried }) => toast.success(retried === 1 ? "1 item is due again" : `${retried} items are due again`),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [LIST] }),
  })
}

/** Figures of every plugin. */
export const useOperationsReport = () =>
  useQuery({
    queryKey: ["operations-report"],
    queryFn: () => sdk.client.fetch<OperationsReportAnswer>("/admin/operations-report"),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
