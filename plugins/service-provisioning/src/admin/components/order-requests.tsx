import { Section } from "@atrium/admin-kit"
import { StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"

import { useOrderRequests } from "../lib/service-requests"
import { STATUS_COLORS } from "../lib/statuses"

/** The service requests of an order. Hidden for an order of goods. */
export const OrderRequests = ({ orderId }: { orderId: string }) => {
  const { data, error, refetch } = useOrderRequests(orderId)
  if (!error && !data?.count) return null
  return (
    <Section title="Service requests" error={error} onRetry={() => void refetch()}>
      <ul className="divide-y">
        {data?.service_requests.map((request) => (
          <li key={request.id} className="flex flex-col gap-1 px-6 py-3">
            <span className="flex items-center justify-between gap-4">
              <Link
                className="txt-compact-small text-ui-fg-interactive font-mono"
                to={`/service-requests/${request.id}`}
              >
                {request.reference_number}
              </Link>
              <StatusBadge color={STATUS_COLORS[request.status]}>{request.status_label}</StatusBadge>
            </span>
            <Text size="xsmall" className="text-ui-fg-subtle break-words">
              {`${request.service.title} · ${request.tier.title} · ${request.provider?.name ?? "Unassigned"}`}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}
