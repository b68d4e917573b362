import { formatDate, ListPage, statusFilter, Truncated, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Users } from "@medusajs/icons"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"

import { type AffiliateOut, ListAffiliates } from "../../../contracts"
import { useAffiliates } from "../../lib/affiliates"
import { AFFILIATE_COLORS, AFFILIATE_LABELS } from "../../lib/format"

const column = createDataTableColumnHelper<AffiliateOut>()

const columns = [
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

const FILTERS = [statusFilter(AFFILIATE_LABELS)]

const EMPTY = {
  heading: "No affiliates yet",
  description: "Customers who join on the storefront's affiliate page appear here.",
}

const AffiliatesPage = () => {
  const navigate = useNavigate()
  const list = useListState({ query: ListAffiliates, order: "-created_at", filters: ["status"] })
  const affiliates = useAffiliates(list.query)
  return (
    <ListPage
      title="Affiliates"
      list={list}
      loaded={{ ...affiliates, rows: affiliates.data?.affiliates }}
      columns={columns}
      filters={FILTERS}
      searchFor="Code, name or email"
      empty={EMPTY}
      onOpen={(id) => navigate(`/affiliates/${id}`)}
    />
  )
}

export const config = defineRouteConfig({ label: "Affiliates", icon: Users, rank: 4 })

export const handle = { breadcrumb: () => "Affiliates" }

export default AffiliatesPage
