import { Section } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Copy, Text } from "@medusajs/ui"

/** On the order page: what customers call the order. Core's own heading has its running number. */
const OrderReference = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const reference = order.custom_display_id
  if (!reference) return null
  return (
    <Section title="Reference">
      <div className="flex items-center gap-2 px-6 py-4">
        <Text className="tabular-nums">{reference}</Text>
        <Copy content={reference} />
      </div>
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.before" })

export default OrderReference
