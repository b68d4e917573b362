import { formatAmount, formatDate, TwoLines } from "@atrium/admin-kit"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"

import type { CommissionOut } from "../../contracts/commissions"
import { COMMISSION_COLORS } from "../lib/format"

const column = createDataTableColumnHelper<CommissionOut>()

const affiliate = column.accessor("affiliate.code", {
  id: "affiliate",
  header: "Affiliate",
  cell: ({ getValue }) => <span className="font-mono">{getValue()}</span>,
})

const service = column.accessor("service.title", {
  id: "service",
  header: "Service",
  cell: ({ row }) => <TwoLines first={row.original.service.title} second={row.original.order_reference} />,
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
    cell: ({ row }) => (
      <StatusBadge color={COMMISSION_COLORS[row.original.status]}>{row.original.status_label}</StatusBadge>
    ),
  }),
  column.accessor("matures_at", {
    header: "Payable from",
    enableSorting: true,
    cell: ({ getValue }) => formatDate(getValue()),
  }),
  column.accessor("amount", {
    header: "Commission",
    enableSorting: true,
    headerAlign: "right",
    cell: ({ row }) => (
      <span className="block whitespace-nowrap text-right tabular-nums">
        {formatAmount(row.original.amount, row.original.currency_code)}
      </span>
    ),
  }),
]

/** Columns of a list of commissions. An affiliate's page has room for fewer. */
export const commissionColumns = (withAffiliate: boolean) =>
  withAffiliate ? [affiliate, service, paid, ...outcome] : [service, ...outcome]
