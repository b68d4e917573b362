import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { ListServiceRequests, SetRequestClock, UpdateServiceRequest } from "../../contracts/service-requests"
import type { AddTask, UpdateTask } from "../../contracts/tasks"
import { routes } from "./routes"

const CHANGED = ["service-requests"]

/** A page of service requests. */
export const useServiceRequests = (query: z.input<typeof ListServiceRequests>) =>
  useRoute(routes, "GET /admin/service-requests", { query })

/** The service requests of an order. */
export const useOrderRequests = (orderId: string) =>
  useRoute(routes, "GET /admin/service-requests", {
    query: { order_id: orderId, order: "reference_number", limit: 100 },
  })

export const useServiceRequest = (id: string) => useRoute(routes, "GET /admin/service-requests/:id", { params: { id } })

export const useTimeline = (id: string) =>
  useRoute(routes, "GET /admin/service-requests/:id/timeline", { params: { id } })

/** For a form, which shows failures itself. */
export const useUpdateServiceRequest = (id: string) =>
  useChange({
    send: (body: UpdateServiceRequest) =>
      callRoute(routes, "POST /admin/service-requests/:id", { params: { id }, body }),
    refresh: CHANGED,
  })

/** For a form, which shows failures itself. */
export const useSetRequestClock = (id: string) =>
  useChange({
    send: (body: SetRequestClock) =>
      callRoute(routes, "POST /admin/service-requests/:id/clock", { params: { id }, body }),
    refresh: CHANGED,
  })

/** For a form, which shows failures itself. */
export const useAddTask = (id: string) =>
  useChange({
    send: (body: z.input<typeof AddTask>) =>
      callRoute(routes, "POST /admin/service-requests/:id/tasks", { params: { id }, body }),
    refresh: CHANGED,
  })

export const useUpdateTask = (id: string) =>
  useChange({
    send: ({ task_id, ...body }: UpdateTask & { task_id: string }) =>
      callRoute(routes, "POST /admin/service-requests/:id/tasks/:task_id", { params: { id, task_id }, body }),
    refresh: CHANGED,
    done: ({ task }) => `${task.name}: ${task.status_label}`,
    failed: "The task was not changed",
  })
