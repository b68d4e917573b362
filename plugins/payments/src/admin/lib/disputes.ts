import { formatAmount, formatDate, formatMoment, NONE, type StatusColor, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { GatewayDisputeQuery, GatewayDisputeView } from "../../contracts/gateway-disputes"
import { routes } from "../../contracts/routes"

type Status = GatewayDisputeView["status"]

/** Disputes about an order's payments, newest first. */
export const useDisputes = (orderId: string) =>
  useRoute(routes, "GET /admin/gateway-disputes", { query: { order_id: orderId, limit: 20 } })

/** A page of disputes. */
export const useDisputeList = (query: z.input<typeof GatewayDisputeQuery>) =>
  useRoute(routes, "GET /admin/gateway-disputes", { query })

export const STATUS_LABELS: Readonly<Record<Status, string>> = { open: "Open", won: "Won", lost: "Lost" }
const TITLES: Readonly<Record<Status, string>> = { open: "Dispute opened", won: "Dispute won", lost: "Dispute lost" }
const COLORS: Readonly<Record<Status, StatusColor>> = { open: "orange", won: "green", lost: "red" }

export const titleOf = ({ status }: GatewayDisputeView): string => TITLES[status]
export const colorOf = ({ status }: GatewayDisputeView): StatusColor => COLORS[status]
export const amountOf = ({ amount, currency_code }: GatewayDisputeView): string => formatAmount(amount, currency_code)

/** When the dispute was opened and, if it is over, when it was closed. */
export const timesOf = ({ opened_at, closed_at }: GatewayDisputeView): string =>
  closed_at ? `${formatDate(opened_at)} – ${formatDate(closed_at)}` : formatDate(opened_at)

/** Until when the shop can respond; no longer shown once the dispute is over. */
export const deadlineOf = ({ status, respond_by: deadline }: GatewayDisputeView): string =>
  status === "open" ? formatMoment(deadline) : NONE
