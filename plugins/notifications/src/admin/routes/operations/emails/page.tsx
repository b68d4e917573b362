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

import type { AdminMessage } from "../../../../contracts"
import { useMessages, useResend } from "../../../lib/messages"
import { IfMay } from "../../../components/if-may"

const column = createDataTableColumnHelper<AdminMessage>()
const filter = createDataTableFilterHelper<AdminMessage>()
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })
const showMoment = (iso: string | null): string => (iso ? moment.format(new Date(iso)) : "–")

const LABELS = { pending: "Pending", sent: "Sent", failed: "Failed" } as const
const COLORS = { pending: "blue", sent: "green", failed: "red" } as const

const filters = [
  filter.accessor("status", {
    type: "multiselect",
    label: "Status",
    options: Object.entries(LABELS).map(([value, label]) => ({ value, label })),
  }),
]

/** `act` is called with the row's id; `busy` is the id it runs for right now. */
const columnsWith = (act: (id: string) => void, busy: string | undefined) => [
  column.accessor("template", {
    header: "Email",
    enableSorting: true,
    sortLabel: "Email",
    cell: ({ row: { original } }) => (
      <div className="flex flex-col py-1">
        <Text size="small" weight="plus" leading="compact">
          {original.template}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle max-w-56 truncate font-mono">
          {original.event}
        </Text>
      </div>
    ),
  }),
  column.accessor("recipient", { header: "To" }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.accessor("attempts", { header: "Attempts", enableSorting: true, sortLabel: "Attempts" }),
  column.accessor("reason", {
    header: "Reason",
    cell: ({ getValue }) => <span className="block max-w-64 truncate">{getValue() ?? "–"}</span>,
  }),
  column.accessor("created_at", {
    header: "Created",
    enableSorting: true,
    sortLabel: "Created",
    cell: ({ getValue }) => showMoment(getValue()),
  }),
  column.accessor("sent_at", {
    header: "Sent",
    enableSorting: true,
    sortLabel: "Sent",
    cell: ({ getValue }) => showMoment(getValue()),
  }),
  column.display({
    id: "action",
    header: () => <span className="sr-only">Resend</span>,
    cell: ({ row }) =>
      row.original.status !== "pending" ? (
        <IfMay permission="notification-messages:write">
          <Button
            size="small"
            variant="secondary"
            isLoading={busy === row.original.id}
            onClick={() => act(row.original.id)}
          >
            Resend
          </Button>
        </IfMay>
      ) : null,
  }),
]

const EmailsPage = () => {
  const [search, setSearch] = useState("")
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState>({ id: "created_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const status = Array.isArray(filtering.status) ? filtering.status.map(String) : []
  const { data, isLoading, isError, error } = useMessages({
    q: search,
    status,
    order: `${sorting.desc ? "-" : ""}${sorting.id}`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
  })
  const { mutate, isPending, variables } = useResend()
  const columns = useMemo(
    () => columnsWith((id) => mutate(id), isPending ? variables : undefined),
    [mutate, isPending, variables]
  )
  const toFirstPage = () => setPagination((current) => ({ ...current, pageIndex: 0 }))
  const table = useDataTable({
    columns,
    data: data?.messages ?? [],
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
            <Heading>Emails</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              Every email the shop requested, and what became of it
            </Text>
          </div>
          <div className="flex items-center gap-2">
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
            <DataTable.Search placeholder="Event or template" />
          </div>
        </DataTable.Toolbar>
        <DataTable.Table
          emptyState={{
            empty: { heading: "No emails yet", description: "Emails to customers, providers and staff appear here." },
            filtered: { heading: "No results", description: "Change or clear the filters to see more." },
          }}
        />
        <DataTable.Pagination />
      </DataTable>
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Emails" })

export const handle = { breadcrumb: () => "Emails" }

export default EmailsPage
