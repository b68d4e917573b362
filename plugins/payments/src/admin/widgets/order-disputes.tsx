import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import type { GatewayDisputeView } from "../../contracts/gateway-disputes"
import { amountOf, colourOf, timesOf, titleOf, useDisputes } from "../lib/disputes"
import { whyNotLoaded } from "../lib/sdk"

const Section = ({ children }: { children: ReactNode }) => (
  <Container className="divide-y p-0">
    <Heading level="h2" className="px-6 py-4">
      Disputes
    </Heading>
    {children}
  </Container>
)

const Dispute = ({ dispute }: { dispute: GatewayDisputeView }) => (
  <li className="flex flex-col gap-1 px-6 py-3">
    <span className="flex items-center justify-between gap-4">
      <StatusBadge color={colourOf(dispute)}>{titleOf(dispute)}</StatusBadge>
      <span className="txt-compact-small tabular-nums">{amountOf(dispute)}</span>
    </span>
    <Text size="xsmall" className="text-ui-fg-subtle break-all">
      {`${timesOf(dispute)} · ${dispute.provider} · ${dispute.reference}`}
    </Text>
  </li>
)

/** On the order page: what cardholders dispute. Answer a dispute on the gateway's own pages. Nothing to see is the rule. */
const OrderDisputes = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data, isError, error } = useDisputes(order.id)
  if (isError)
    return (
      <Section>
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {whyNotLoaded(error, "Disputes could not be loaded. Reload the page to try again.")}
        </Text>
      </Section>
    )
  if (!data || data.count === 0) return null
  return (
    <Section>
      <ul className="divide-y">
        {data.gateway_disputes.map((dispute) => (
          <Dispute key={dispute.id} dispute={dispute} />
        ))}
      </ul>
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.after" })

export default OrderDisputes
