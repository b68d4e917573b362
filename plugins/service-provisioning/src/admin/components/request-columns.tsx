import { createDataTableColumnHelper, StatusBadge, Text } from "@medusajs/ui"

import type { ServiceRequestOut } from "../../contracts/service-requests"
import { formatDate } from "../lib/format"
import { PAYMENT_WORDS, STATUS_COLOURS } from "../lib/statuses"

const column = createDataTableColumnHelper<ServiceRequestOut>()

/** Columns of the list of service requests; their ids are what the list can be ordered by. */
export const requestColumns = [
  column.accessor("reference_number", {
    header: "Reference",
    cell: ({ getValue }) => <span className="txt-compact-small font-mono">{getValue()}</span>,
  }),
  column.accessor("customer_name", {
    header: "Customer",
    enableSorting: true,
    cell: ({ row }) => (
      <div className="flex flex-col py-1">
        <Text size="small" leading="compact" weight="plus">
          {row.original.customer_name}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
          {row.original.customer_email}
        </Text>
      </div>
    ),
  }),
  column.accessor("service.title", {
    id: "service_title",
    header: "Service",
    enableSorting: true,
    cell: ({ row }) => `${row.original.service.title} · ${row.original.tier.title}`,
  }),
  column.accessor("created_at", {
    header: "Purchased",
    enableSorting: true,
    cell: ({ getValue }) => formatDate(getValue()),
  }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    cell: ({ row }) => (
      <div className="flex flex-col items-start gap-1 py-1">
        <StatusBadge color={STATUS_COLOURS[row.original.status]}>{row.original.status_label}</StatusBadge>
        {row.original.payment.refunded_amount > 0 && (
          <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
            {PAYMENT_WORDS[row.original.payment.status]}
          </Text>
        )}
      </div>
    ),
  }),
  column.accessor((row) => row.provider?.name ?? "", {
    id: "provider_name",
    header: "Provider",
    enableSorting: true,
    cell: ({ getValue }) => getValue() || <span className="text-ui-fg-muted">Unassigned</span>,
  }),
  column.accessor((row) => row.affiliate?.code ?? "", {
    id: "affiliate",
    header: "Affiliate",
    cell: ({ getValue }) => getValue() || <span className="text-ui-fg-muted">–</span>,
  }),
  column.accessor("due_at", { header: "Due", enableSorting: true, cell: ({ getValue }) => formatDate(getValue()) }),
]
