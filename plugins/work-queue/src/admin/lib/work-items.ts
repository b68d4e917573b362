import { callRoute, formatCount, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { RetryWorkItemGroup, WorkItemListQuery } from "../../contracts"
import { routes } from "../../contracts/routes"

const EVERY_FIVE_SECONDS = { refreshMs: 5000 }
const CHANGED = ["work-items", "work-item-groups"]

/** A page of work items. */
export const useWorkItems = (query: z.input<typeof WorkItemListQuery>) =>
  useRoute(routes, "GET /admin/work-items", { query }, EVERY_FIVE_SECONDS)

/** One item. It may no longer be in the list. */
export const useWorkItem = (id: string | undefined) =>
  useRoute(
    routes,
    "GET /admin/work-items/:id",
    { params: { id: id ?? "" } },
    { ...EVERY_FIVE_SECONDS, enabled: id !== undefined }
  )

export const useRetry = () =>
  useChange({
    send: (id: string) => callRoute(routes, "POST /admin/work-items/:id/retry", { params: { id } }),
    refresh: CHANGED,
    done: "Retry scheduled",
    failed: "The item was not retried",
  })

export const useCancel = () =>
  useChange({
    send: (id: string) => callRoute(routes, "POST /admin/work-items/:id/cancel", { params: { id } }),
    refresh: CHANGED,
    done: "Item canceled",
    failed: "The item was not canceled",
  })

/** Failed, waiting and retrying items by type and reason, the largest groups first. */
export const useWorkItemGroups = () =>
  useRoute(routes, "GET /admin/work-item-groups", { query: { limit: 100 } }, EVERY_FIVE_SECONDS)

export const useRetryGroup = () =>
  useChange({
    send: (body: RetryWorkItemGroup) => callRoute(routes, "POST /admin/work-item-groups/retry", { body }),
    refresh: CHANGED,
    done: ({ retried }) => `Retry scheduled for ${formatCount(retried, "item")}`,
    failed: "The items were not retried",
  })

/** Figures from every plugin. */
export const useOperationsReport = () => useRoute(routes, "GET /admin/operations-report", {}, EVERY_FIVE_SECONDS)
