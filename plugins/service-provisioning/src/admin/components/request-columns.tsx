import { formatDate, Truncated, TwoLines } from "@atrium/admin-kit"
import { createDataTableColumnHelper, StatusBadge, Text } from "@medusajs/ui"

import type { ServiceRequestOut } from "../../contracts/service-requests"
import { PAYMENT_LABELS, STATUS_COLORS } from "../lib/statuses"

const column = createDataTableColumnHelper<ServiceRequestOut>()

/** Columns of the list of service requests. What staff act on comes first, so that it is in view on a narrow screen. */
export const requestColumns = [
  column.accessor("reference_number", {
    header: "Reference",
    cell: ({ getValue }) => <span className="txt-compact-small font-mono">{getValue()}</span>,
  }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    cell: ({ row }) => (
      <div className="flex flex-col items-start gap-1 py-1">
        <StatusBadge color={STATUS_COLORS[row.original.status]}>{row.original.status_label}</StatusBadge>
        {row.original.payment.refunded_amount > 0 && (
          <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
            {PAYMENT_LABELS[row.original.payment.status]}
          </Text>
        )}
      </div>
    ),
  }),
  column.accessor("due_at", { header: "Due", enableSorting: true, cell: ({ getValue }) => formatDate(getValue()) }),
  column.accessor((row) => row.provider?.name ?? "", {
    id: "provider_name",
    header: "Provider",
    enableSorting: true,
    cell: ({ getValue }) =>
      getValue() ? <Truncated text={getValue()} /> : <span className="text-ui-fg-muted">Unassigned</span>,
  }),
  column.accessor("customer_name", {
    header: "Customer",
    enableSorting: true,
    cell: ({ row }) => <TwoLines first={row.original.customer_name} second={row.original.customer_email} />,
  }),
  column.accessor("service.title", {
    id: "service_title",
    header: "Service",
    enableSorting: true,
    cell: ({ row }) => <TwoLines first={row.original.service.title} second={row.original.tier.title} />,
  }),
  column.accessor("created_at", {
    header: "Purchased",
    enableSorting: true,
    cell: ({ getValue }) => formatDate(getValue()),
  }),
]
