import { defineRouteConfig } from "@medusajs/admin-sdk"
import {
  Alert,
  Button,
  Container,
  createDataTableColumnHelper,
  createDataTableFilterHelper,
  DataTable,
  type DataTableFilteringState,
  type DataTablePaginationState,
  type DataTableSortingState,
  Heading,
  StatusBadge,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { useMemo, useState } from "react"

import type { GatewayEventView } from "../../../../contracts/gateway-events"
import { useGatewayEvents, useRetryEvent } from "../../../lib/gateway-events"
import { IfMay } from "../../../components/if-may"

const column = createDataTableColumnHelper<GatewayEventView>()
const filter = createDataTableFilterHelper<GatewayEventView>()
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })
const showMoment = (iso: string | null): string => (iso ? moment.format(new Date(iso)) : "–")

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
    options: Object.entries(LABELS).map(([value, label]) => ({ value, label })),
  }),
]

/** `act` is called with the row's id; `busy` is the id it runs for right now. */
const columnsWith = (act: (id: string) => void, busy: string | undefined) => [
  column.accessor("type", {
    header: "Event",
    enableSorting: true,
    sortLabel: "Event",
    cell: ({ row: { original } }) => (
      <div className="flex flex-col py-1">
        <Text size="small" weight="plus" leading="compact">
          {original.type}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle max-w-56 truncate font-mono">
          {original.reference ?? original.event_id}
        </Text>
      </div>
    ),
  }),
  column.accessor("provider", { header: "Gateway", enableSorting: true, sortLabel: "Gateway" }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.accessor("attempts", { header: "Attempts", enableSorting: true, sortLabel: "Attempts" }),
  column.accessor((row) => row.last_error ?? row.outcome ?? "–", {
    id: "outcome",
    header: "Outcome",
    cell: ({ getValue }) => <span className="block max-w-64 truncate">{getValue()}</span>,
  }),
  column.accessor("received_at", {
    header: "Received",
    enableSorting: true,
    sortLabel: "Received",
    cell: ({ getValue }) => showMoment(getValue()),
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
  const [search, setSearch] = useState("")
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState>({ id: "received_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const status = Array.isArray(filtering.status) ? filtering.status.map(String) : []
  const { data, isLoading, isError, error } = useGatewayEvents({
    q: search,
    status,
    order: `${sorting.desc ? "-" : ""}${sorting.id}`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
  })
  const { mutate, isPending, variables } = useRetryEvent()
  const columns = useMemo(
    () => columnsWith((id) => mutate(id), isPending ? variables : undefined),
    [mutate, isPending, variables]
  )
  const toFirstPage = () => setPagination((current) => ({ ...current, pageIndex: 0 }))
  const table = useDataTable({
    columns,
    data: data?.gateway_events ?? [],
    getRowId: (row) => row.id,
    rowCount: data?.count ?? 0,
    isLoading,
    filters,
    // The list fetches itself again every few seconds, which must not send the reader back to page one.
    autoResetPageIndex: false,
    filtering: { state: filtering, onFilteringChange: (next) => (setFiltering(next), toFirstPage()) },
    search: { state: search, onSearchChange: (text) => (setSearch(text), toFirstPage()) },
    sorting: { state: sorting, onSortingChange: (next) => (setSorting(next), toFirstPage()) },
    pagination: { state: pagination, onPaginationChange: setPagination },
  })
  return (
    <Container className="divide-y p-0">
      {isError && (
        <Alert variant="error" className="m-4">
          {error.message}
        </Alert>
      )}
      <DataTable instance={table}>
        <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center">
          <div>
            <Heading>Gateway events</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              What payment gateways reported, and what became of it
            </Text>
          </div>
          <div className="flex items-center gap-2">
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
            <DataTable.Search placeholder="Event or payment ID" />
          </div>
        </DataTable.Toolbar>
        <DataTable.Table
          emptyState={{
            empty: {
              heading: "No gateway events yet",
              description: "Signed events from payment gateways appear here.",
            },
            filtered: { heading: "No results", description: "Change or clear the filters to see more." },
          }}
        />
        <DataTable.Pagination />
      </DataTable>
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Gateway events" })

export const handle = { breadcrumb: () => "Gateway events" }

export default GatewayEventsPage
