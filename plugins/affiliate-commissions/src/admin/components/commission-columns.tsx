import { createDataTableColumnHelper, StatusBadge, Text } from "@medusajs/ui"

import type { CommissionOut } from "../../contracts/commissions"
import { COMMISSION_COLOURS, formatAmount, formatDate } from "../lib/format"

const column = createDataTableColumnHelper<CommissionOut>()

const affiliate = column.accessor("affiliate.code", {
  id: "affiliate",
  header: "Affiliate",
  cell: ({ getValue }) => <span className="font-mono">{getValue()}</span>,
})

const service = column.accessor("service.title", {
  id: "service",
  header: "Service",
  cell: ({ row }) => (
    <div className="flex flex-col py-1">
      <Text size="small" leading="compact" weight="plus" className="max-w-64 truncate">
        {row.original.service.title}
      </Text>
      <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
        {row.original.order_display_id === null ? "Order" : `Order #${row.original.order_display_id}`}
      </Text>
    </div>
  ),
})

const paid = column.accessor("paid_at", {
  header: "Paid",
  enableSorting: true,
  sortLabel: "Paid",
  cell: ({ getValue }) => formatDate(getValue()),
})

const outcome = [
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ row }) => (
      <StatusBadge color={COMMISSION_COLOURS[row.original.status]}>{row.original.status_label}</StatusBadge>
    ),
  }),
  column.accessor("matures_at", {
    header: "Payable from",
    enableSorting: true,
    sortLabel: "Payable from",
    cell: ({ getValue }) => formatDate(getValue()),
  }),
  column.accessor("amount", {
    header: "Owed",
    enableSorting: true,
    sortLabel: "Owed",
    headerAlign: "right",
    cell: ({ row }) => (
      <span className="block whitespace-nowrap text-right tabular-nums">
        {formatAmount(row.original.amount, row.original.currency_code)}
      </span>
    ),
  }),
]

/** Columns of a list of commissions; beside an affiliate's facts there is room for fewer. */
export const commissionColumns = (withAffiliate: boolean) =>
  withAffiliate ? [affiliate, service, paid, ...outcome] : [service, ...outcome]
