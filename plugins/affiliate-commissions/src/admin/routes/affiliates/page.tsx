import { choicesOf, formatDate, ListTable, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Users } from "@medusajs/icons"
import { Container, createDataTableColumnHelper, createDataTableFilterHelper, StatusBadge } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"

import { type AffiliateOut, ListAffiliates } from "../../../contracts"
import { useAffiliates } from "../../lib/affiliates"
import { AFFILIATE_COLORS, AFFILIATE_LABELS } from "../../lib/format"

const column = createDataTableColumnHelper<AffiliateOut>()
const filter = createDataTableFilterHelper<AffiliateOut>()

const columns = [
  column.accessor("code", {
    header: "Code",
    enableSorting: true,
    sortLabel: "Code",
    cell: ({ getValue }) => <span className="txt-compact-small-plus font-mono">{getValue()}</span>,
  }),
  column.accessor("customer.name", {
    id: "customer_name",
    header: "Affiliate",
    enableSorting: true,
    sortLabel: "Affiliate",
    cell: ({ row }) => (
      <TwoLines first={row.original.customer.name || "No name"} second={row.original.customer.email} />
    ),
  }),
  column.accessor("programme.name", { id: "programme", header: "Program" }),
  column.accessor("clicks", { header: "Clicks" }),
  column.accessor("conversions", { header: "Conversions" }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ getValue }) => (
      <StatusBadge color={AFFILIATE_COLORS[getValue()]}>{AFFILIATE_LABELS[getValue()]}</StatusBadge>
    ),
  }),
  column.accessor("joined_at", {
    id: "created_at",
    header: "Joined",
    enableSorting: true,
    sortLabel: "Joined",
    cell: ({ getValue }) => formatDate(getValue()),
  }),
]

const FILTERS = [
  filter.accessor("status", {
    type: "multiselect",
    label: "Status",
    options: choicesOf(AFFILIATE_LABELS),
  }),
]

const EMPTY = {
  heading: "No affiliates yet",
  description: "Customers can become affiliates on the storefront's affiliate page.",
}

const AffiliatesPage = () => {
  const navigate = useNavigate()
  const list = useListState({ query: ListAffiliates, order: "-created_at", filters: ["status"] })
  const affiliates = useAffiliates(list.query)
  return (
    <Container className="divide-y p-0">
      <ListTable
        title="Affiliates"
        list={list}
        loaded={{ ...affiliates, rows: affiliates.data?.affiliates }}
        columns={columns}
        filters={FILTERS}
        searchFor="Code, name or email"
        empty={EMPTY}
        onOpen={(id) => navigate(`/affiliates/${id}`)}
      />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Affiliates", icon: Users })

export const handle = { breadcrumb: () => "Affiliates" }

export default AffiliatesPage
