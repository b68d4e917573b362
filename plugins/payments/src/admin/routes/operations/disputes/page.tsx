import { formatMoment, ListPage, NONE, statusFilter, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"

import { GatewayDisputeQuery, type GatewayDisputeView } from "../../../../contracts/gateway-disputes"
import { amountOf, colorOf, deadlineOf, STATUS_LABELS, useDisputeList } from "../../../lib/disputes"

const column = createDataTableColumnHelper<GatewayDisputeView>()

const filters = [statusFilter(STATUS_LABELS)]

const EMPTY = {
  heading: "No disputes",
  description: "Payments that cardholders dispute with their bank appear here. Respond in the gateway's dashboard.",
}

const columns = [
  column.accessor("reference", {
    header: "Dispute",
    cell: ({ row: { original } }) => <TwoLines first={original.provider} second={original.reference} mono />,
  }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    cell: ({ getValue, row: { original } }) => (
      <StatusBadge color={colorOf(original)}>{STATUS_LABELS[getValue()]}</StatusBadge>
    ),
  }),
  column.accessor("amount", {
    header: "Amount",
    enableSorting: true,
    cell: ({ row: { original } }) => <span className="tabular-nums">{amountOf(original)}</span>,
  }),
  column.display({
    id: "respond_by",
    header: "Respond by",
    cell: ({ row: { original } }) => deadlineOf(original),
  }),
  column.display({
    id: "order",
    header: "Order",
    cell: ({ row: { original } }) =>
      original.order_id ? (
        <Link className="text-ui-fg-interactive" to={`/orders/${original.order_id}`}>
          View order
        </Link>
      ) : (
        NONE
      ),
  }),
  column.accessor("opened_at", {
    header: "Opened",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.accessor("closed_at", {
    header: "Closed",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const DisputesPage = () => {
  const list = useListState({ query: GatewayDisputeQuery, order: "-opened_at", filters: ["status"] })
  const disputes = useDisputeList(list.query)
  return (
    <ListPage
      title="Disputes"
      hint="Payments that cardholders dispute. Respond in the gateway's dashboard before the deadline."
      list={list}
      loaded={{ ...disputes, rows: disputes.data?.gateway_disputes }}
      columns={columns}
      filters={filters}
      searchFor="Dispute or payment ID"
      empty={EMPTY}
    />
  )
}

export const config = defineRouteConfig({ label: "Disputes" })

export const handle = { breadcrumb: () => "Disputes" }

export default DisputesPage
