import { formatAmount, formatDate, ListPage, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { createDataTableColumnHelper, createDataTableFilterHelper, StatusBadge, Text } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"

import {
  ListOrderProgress,
  ORDER_PROGRESS,
  ORDER_PROGRESS_WORDS,
  type OrderProgressOut,
} from "../../../contracts/order-progress"
import { dateFilter } from "../../lib/date-filter"
import { ORDER_PAYMENT_LABELS, PROGRESS_COLORS, useOrderProgressList } from "../../lib/order-progress"

const column = createDataTableColumnHelper<OrderProgressOut>()
const filter = createDataTableFilterHelper<OrderProgressOut>()

const filters = [
  filter.accessor("progress", {
    type: "multiselect",
    label: "Progress",
    options: ORDER_PROGRESS.map((value) => ({ value, label: ORDER_PROGRESS_WORDS[value].label })),
  }),
  filter.accessor("placed_at", dateFilter("Placed")),
]

const columns = [
  column.accessor("reference", {
    header: "Order",
    cell: ({ getValue }) => <span className="txt-compact-small font-mono">{getValue()}</span>,
  }),
  column.accessor("progress", {
    header: "Progress",
    cell: ({ row: { original } }) => (
      <StatusBadge color={PROGRESS_COLORS[original.progress]}>{original.progress_label}</StatusBadge>
    ),
  }),
  column.accessor("since", { header: "Since", enableSorting: true, cell: ({ getValue }) => formatDate(getValue()) }),
  column.accessor("customer", {
    header: "Customer",
    cell: ({ getValue }) => <TwoLines first={getValue().name || "No name"} second={getValue().email ?? ""} />,
  }),
  column.accessor("payment", {
    header: "Payment",
    cell: ({ getValue }) => {
      const { status, total, currency_code } = getValue()
      return (
        <div className="py-1">
          <Text size="small" leading="compact" className="tabular-nums">
            {formatAmount(total, currency_code)}
          </Text>
          <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
            {ORDER_PAYMENT_LABELS[status]}
          </Text>
        </div>
      )
    },
  }),
  column.accessor("placed_at", {
    header: "Placed",
    enableSorting: true,
    cell: ({ getValue }) => formatDate(getValue()),
  }),
]

const EMPTY = {
  heading: "No orders yet",
  description: "Orders appear here, with how far their services and shipments are.",
}

const OrderProgressPage = () => {
  const navigate = useNavigate()
  const list = useListState({ query: ListOrderProgress, order: "-placed_at", filters: ["progress", "placed_at"] })
  const orders = useOrderProgressList(list.query)
  return (
    <ListPage
      title="Order progress"
      hint="How far each order is, from its service requests and shipments."
      list={list}
      loaded={{ ...orders, rows: orders.data?.orders }}
      columns={columns}
      filters={filters}
      searchFor="Reference, customer, service"
      empty={EMPTY}
      onOpen={(id) => navigate(`/orders/${id}`)}
    />
  )
}

export const config = defineRouteConfig({ label: "Progress", nested: "/orders" })

export const handle = { breadcrumb: () => "Order progress" }

export default OrderProgressPage
