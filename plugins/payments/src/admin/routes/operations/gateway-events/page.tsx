import { formatMoment, IfMay, ListPage, NONE, statusFilter, Truncated, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button, createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"

import { GatewayEventQuery, type GatewayEventView } from "../../../../contracts/gateway-events"
import { useGatewayEvents, useRetryEvent } from "../../../lib/gateway-events"

const column = createDataTableColumnHelper<GatewayEventView>()

const LABELS = {
  received: "Received",
  processed: "Processed",
  ignored: "Ignored",
  failed: "Retrying",
  dead: "Failed",
} as const
const COLORS = { received: "blue", processed: "green", ignored: "grey", failed: "orange", dead: "red" } as const

const filters = [statusFilter(LABELS)]

const EMPTY = {
  heading: "No events yet",
  description: "Payments, refunds and disputes that payment gateways report appear here.",
}

const ProcessButton = ({ event }: { event: GatewayEventView }) => {
  const { mutate, isPending } = useRetryEvent()
  return (
    <IfMay permission="gateway-events:write">
      <Button size="small" variant="secondary" isLoading={isPending} onClick={() => mutate(event.id)}>
        Process again
      </Button>
    </IfMay>
  )
}

const columns = [
  column.accessor("type", {
    header: "Event",
    enableSorting: true,
    cell: ({ row: { original } }) => <TwoLines first={original.type} second={original.event_id} mono />,
  }),
  column.accessor("provider", { header: "Gateway", enableSorting: true }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.display({
    id: "process",
    header: () => <span className="sr-only">Process again</span>,
    cell: ({ row: { original } }) => (original.status === "received" ? null : <ProcessButton event={original} />),
  }),
  column.accessor("attempts", { header: "Attempts", enableSorting: true }),
  column.accessor((row) => row.last_error ?? row.outcome ?? NONE, {
    id: "outcome",
    header: "Outcome",
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor("received_at", {
    header: "Received",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const GatewayEventsPage = () => {
  const list = useListState({ query: GatewayEventQuery, order: "-received_at", filters: ["status"] })
  const events = useGatewayEvents(list.query)
  return (
    <ListPage
      title="Gateway events"
      hint="What payment gateways reported, and how it was processed"
      list={list}
      loaded={{ ...events, rows: events.data?.gateway_events }}
      columns={columns}
      filters={filters}
      searchFor="Event or payment ID"
      empty={EMPTY}
    />
  )
}

export const config = defineRouteConfig({ label: "Gateway events" })

export const handle = { breadcrumb: () => "Gateway events" }

export default GatewayEventsPage
