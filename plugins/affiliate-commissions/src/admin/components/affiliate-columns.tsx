import { formatDate, Truncated, TwoLines } from "@atrium/admin-kit"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"

import type { AffiliateOut } from "../../contracts"
import { AFFILIATE_COLORS, AFFILIATE_LABELS } from "../lib/format"

const column = createDataTableColumnHelper<AffiliateOut>()

export const affiliateColumns = [
  column.accessor("code", {
    header: "Code",
    enableSorting: true,
    cell: ({ getValue }) => <span className="txt-compact-small-plus font-mono">{getValue()}</span>,
  }),
  column.accessor("customer.name", {
    id: "customer_name",
    header: "Affiliate",
    enableSorting: true,
    cell: ({ row }) => (
      <TwoLines first={row.original.customer.name || "No name"} second={row.original.customer.email} />
    ),
  }),
  column.accessor("programme.name", {
    id: "programme",
    header: "Program",
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor("clicks", { header: "Clicks" }),
  column.accessor("conversions", { header: "Conversions" }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    cell: ({ getValue }) => (
      <StatusBadge color={AFFILIATE_COLORS[getValue()]}>{AFFILIATE_LABELS[getValue()]}</StatusBadge>
    ),
  }),
  column.accessor("joined_at", {
    id: "created_at",
    header: "Joined",
    enableSorting: true,
    cell: ({ getValue }) => formatDate(getValue()),
  }),
]
