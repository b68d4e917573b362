import { Section } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { StatusBadge, Text } from "@medusajs/ui"

import type { GatewayDisputeView } from "../../contracts/gateway-disputes"
import { amountOf, colorOf, deadlineOf, timesOf, titleOf, useDisputes } from "../lib/disputes"

const Dispute = ({ dispute }: { dispute: GatewayDisputeView }) => (
  <li className="flex flex-col gap-1 px-6 py-3">
    <span className="flex items-center justify-between gap-4">
      <StatusBadge color={colorOf(dispute)}>{titleOf(dispute)}</StatusBadge>
      <span className="txt-compact-small tabular-nums">{amountOf(dispute)}</span>
    </span>
    <Text size="xsmall" className="text-ui-fg-subtle break-all">
      {`${timesOf(dispute)} · ${dispute.provider} · ${dispute.reference}`}
    </Text>
    {dispute.status === "open" && dispute.respond_by && (
      <Text size="xsmall">{`Respond in the gateway's dashboard by ${deadlineOf(dispute)}`}</Text>
    )}
  </li>
)

/** On the order page: disputes about its payments, which staff respond to in the gateway's dashboard. Hidden without any. */
const OrderDisputes = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data, error, refetch } = useDisputes(order.id)
  if (!error && !data?.count) return null
  return (
    <Section title="Disputes" error={error} onRetry={() => void refetch()}>
      <ul className="divide-y">
        {data?.gateway_disputes.map((dispute) => (
          <Dispute key={dispute.id} dispute={dispute} />
        ))}
      </ul>
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.after" })

export default OrderDisputes
