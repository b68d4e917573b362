import { formatMoment, Section } from "@atrium/admin-kit"
import { Copy, StatusBadge, Text } from "@medusajs/ui"

import { PROGRESS_COLORS, useOrderProgress } from "../lib/order-progress"

/** What customers call the order, and how far it is. */
export const OrderReferenceSection = ({ orderId, reference }: { orderId: string; reference: string }) => {
  const { data, error, refetch } = useOrderProgress(orderId)
  const [order] = data?.orders ?? []
  return (
    <Section title="Reference" error={error} onRetry={() => void refetch()}>
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <span className="flex items-center gap-2">
          <Text className="tabular-nums">{reference}</Text>
          <Copy content={reference} />
        </span>
        {order && (
          <span title={`Since ${formatMoment(order.since)}`}>
            <StatusBadge color={PROGRESS_COLORS[order.progress]}>{order.progress_label}</StatusBadge>
          </span>
        )}
      </div>
    </Section>
  )
}
