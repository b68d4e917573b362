import { choicesOf, formatMoment, IfMay, ListTable, NONE, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button, Container, createDataTableColumnHelper, createDataTableFilterHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"

import { GatewayEventQuery, type GatewayEventView } from "../../../../contracts/gateway-events"
import { useGatewayEvents, useRetryEvent } from "../../../lib/gateway-events"

const column = createDataTableColumnHelper<GatewayEventView>()
const filter = createDataTableFilterHelper<GatewayEventView>()

const LABELS = {
  received: "Received",
  processed: "Processed",
  ignored: "Ignored",
  failed: "Retrying",
  dead: "Failed",
} as const
const COLORS = { received: "blue", processed: "green", ignored: "grey", failed: "orange", dead: "red" } as const

const filters = [
  filter.accessor("status", {
    type: "multiselect",
    label: "Status",
    options: choicesOf(LABELS),
  }),
]

const EMPTY = { heading: "No events yet", description: "Payment gateways report payments, refunds and disputes here." }

/** `act` is called with the row's id; `busy` is the id it runs for right now. */
const columnsWith = (act: (id: string) => void, busy: string | undefined) => [
  column.accessor("type", {
    header: "Event",
    enableSorting: true,
    sortLabel: "Event",
    cell: ({ row: { original } }) => <TwoLines first={original.type} second={original.event_id} mono />,
  }),
  column.accessor("provider", { header: "Gateway", enableSorting: true, sortLabel: "Gateway" }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.accessor("attempts", { header: "Attempts", enableSorting: true, sortLabel: "Attempts" }),
  column.accessor((row) => row.last_error ?? row.outcome ?? NONE, {
    id: "outcome",
    header: "Outcome",
    cell: ({ getValue }) => <span className="block max-w-64 truncate">{getValue()}</span>,
  }),
  column.accessor("received_at", {
    header: "Received",
    enableSorting: true,
    sortLabel: "Received",
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.display({
    id: "action",
    header: () => <span className="sr-only">Process again</span>,
    cell: ({ row }) =>
      row.original.status !== "received" ? (
        <IfMay permission="gateway-events:write">
          <Button
            size="small"
            variant="secondary"
            isLoading={busy === row.original.id}
            onClick={() => act(row.original.id)}
          >
            Process again
          </Button>
        </IfMay>
      ) : null,
  }),
]

const GatewayEventsPage = () => {
  const list = useListState({ query: GatewayEventQuery, order: "-received_at", filters: ["status"] })
  const events = useGatewayEvents(list.query)
  const { mutate, isPending, variables } = useRetryEvent()
  const columns = useMemo(
    () => columnsWith((id) => mutate(id), isPending ? variables : undefined),
    [mutate, isPending, variables]
  )
  return (
    <Container className="divide-y p-0">
      <ListTable
        title="Gateway events"
        hint="What payment gateways reported, and how it was processed"
        list={list}
        loaded={{ ...events, rows: events.data?.gateway_events }}
        columns={columns}
        filters={filters}
        searchFor="Event or payment ID"
        empty={EMPTY}
      />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Gateway events" })

export const handle = { breadcrumb: () => "Gateway events" }

export default GatewayEventsPage
