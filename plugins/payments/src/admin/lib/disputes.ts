import { formatMoney } from "@atrium/kernel"
import { useQuery } from "@tanstack/react-query"

import type { GatewayDisputeView } from "../../contracts/gateway-disputes"
import { sdk } from "./sdk"

type Answer = { gateway_disputes: GatewayDisputeView[]; count: number }

/** The disputes of an order's payments, newest first. */
export const useDisputes = (orderId: string) =>
  useQuery({
    queryKey: ["gateway-disputes", orderId],
    queryFn: () => sdk.client.fetch<Answer>("/admin/gateway-disputes", { query: { order_id: orderId, limit: 20 } }),
  })

const TITLES = { open: "Dispute opened", won: "Dispute won", lost: "Dispute lost" } as const
const COLOURS = { open: "orange", won: "green", lost: "red" } as const

export const titleOf = ({ status }: GatewayDisputeView): string => TITLES[status]
export const colourOf = ({ status }: GatewayDisputeView) => COLOURS[status]
export const amountOf = ({ amount, currency_code }: GatewayDisputeView): string => formatMoney(amount, currency_code)

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" })

/** When it was opened and, where it has ended, when that was. */
export const timesOf = ({ opened_at, closed_at }: GatewayDisputeView): string =>
  closed_at
    ? `${day.format(new Date(opened_at))} – ${day.format(new Date(closed_at))}`
    : day.format(new Date(opened_at))
