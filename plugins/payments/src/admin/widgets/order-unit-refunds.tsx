import { IfMay, OpenButton, Section } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Text } from "@medusajs/ui"

import { UnitRefundForm } from "../components/unit-refund"
import { useRefundableUnits } from "../lib/unit-refunds"

/** On the order page: a refund of chosen services. Hidden for orders without any, and while nothing was paid. */
const OrderUnitRefunds = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data, error, refetch } = useRefundableUnits(order.id)
  if (!error && (!data?.payment_id || data.units.length === 0)) return null
  const left = data?.units.filter(({ refusal }) => refusal === null).length ?? 0
  return (
    <Section title="Refund services" error={error} onRetry={() => void refetch()}>
      <div className="flex items-center justify-between gap-4 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle">
          {left === 0
            ? "No service of this order can be refunded."
            : "Choose services to refund; their work is canceled."}
        </Text>
        {data && left > 0 && (
          <IfMay permission="refunds:create">
            <OpenButton label="Choose services">
              {(close) => <UnitRefundForm order={data} onClose={close} />}
            </OpenButton>
          </IfMay>
        )}
      </div>
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.after" })

export default OrderUnitRefunds
