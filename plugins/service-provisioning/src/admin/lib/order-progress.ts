import { type StatusColor, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { ListOrderProgress, OrderProgress, OrderProgressOut } from "../../contracts/order-progress"
import { routes } from "./routes"

export const PROGRESS_COLORS: Readonly<Record<OrderProgress, StatusColor>> = {
  received: "orange",
  processing: "blue",
  completed: "green",
  canceled: "red",
}

export const ORDER_PAYMENT_LABELS: Readonly<Record<OrderProgressOut["payment"]["status"], string>> = {
  unpaid: "Unpaid",
  paid: "Paid",
  partially_refunded: "Partially refunded",
  refunded: "Refunded",
  free: "Free",
}

/** A page of orders and how far they are. */
export const useOrderProgressList = (query: z.input<typeof ListOrderProgress>) =>
  useRoute(routes, "GET /admin/order-progress", { query })

/** How far one order is. */
export const useOrderProgress = (orderId: string) =>
  useRoute(routes, "GET /admin/order-progress", { query: { order_id: orderId, limit: 1 } })
