import { defineRouteConfig } from "@medusajs/admin-sdk"
import {
  Badge,
  Button,
  Container,
  createDataTableColumnHelper,
  createDataTableFilterHelper,
  DataTable,
  type DataTableFilteringState,
  type DataTablePaginationState,
  type DataTableSortingState,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { useState } from "react"
import { useNavigate, useSearchParams } from "react-router-dom"

import type { DecisionOut } from "../../../../contracts/decisions"
import { useDecisions } from "../../../lib/decisions"
import { formatMoment } from "../../../lib/format"
import { whyNotLoaded } from "../../../lib/sdk"

const column = createDataTableColumnHelper<DecisionOut>()
const filter = createDataTableFilterHelper<DecisionOut>()

const columns = [
  column.accessor("reference_number", {
    header: "Request",
    enableSorting: true,
    sortLabel: "Request",
    cell: ({ getValue }) => <span className="font-mono">{getValue()}</span>,
  }),
  column.accessor((row) => row.winner?.name ?? "", {
    id: "winner",
    header: "Given to",
    enableSorting: true,
    sortLabel: "Given to",
    cell: ({ row: { original } }) => original.winner?.name ?? <Badge color="orange">Nobody fits</Badge>,
  }),
  column.accessor("kind", {
    header: "By",
    enableSorting: true,
    sortLabel: "By",
    cell: ({ getValue }) => (getValue() === "manual" ? "Staff" : "Policy"),
  }),
  column.accessor("eligible_count", {
    header: "Could take it",
    cell: ({ row: { original } }) => `${original.eligible_count} of ${original.candidates_count}`,
  }),
  column.accessor("policy_version", {
    header: "Policy",
    enableSorting: true,
    sortLabel: "Policy",
    cell: ({ getValue }) => `Version ${getValue()}`,
  }),
  column.accessor("created_at", {
    header: "Decided",
    enableSorting: true,
    sortLabel: "Decided",
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const filters = [
  filter.accessor("kind", {
    type: "multiselect",
    label: "By",
    options: [
      { value: "direct", label: "Policy" },
      { value: "manual", label: "Staff" },
    ],
  }),
  filter.custom({
    id: "outcome",
    type: "radio",
    label: "Outcome",
    options: [
      { value: "assigned", label: "Assigned" },
      { value: "nobody", label: "Nobody fits" },
    ],
  }),
]

const DecisionsPage = () => {
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams()
  const [search, setSearch] = useState("")
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState>({ id: "created_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  // A page that links here says whose decisions: those of a request, or of a provider.
  const about = Object.fromEntries(
    ["request_id", "provider_id"].flatMap((key) => {
      const id = address.get(key)
      return id ? [[key, id]] : []
    })
  )
  const { data, isLoading, isError, error } = useDecisions({
    order: `${sorting.desc ? "-" : ""}${sorting.id}`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
    ...(search ? { q: search } : {}),
    ...about,
    ...filtering,
  })
  const table = useDataTable({
    columns,
    data: data?.assignment_decisions ?? [],
    getRowId: (row) => row.id,
    rowCount: data?.count ?? 0,
    isLoading,
    search: {
      state: search,
      onSearchChange: (text) => (setSearch(text), setPagination((page) => ({ ...page, pageIndex: 0 }))),
    },
    filters,
    filtering: { state: filtering, onFilteringChange: setFiltering },
    sorting: {
      state: sorting,
      onSortingChange: (next) => (setSorting(next), setPagination((page) => ({ ...page, pageIndex: 0 }))),
    },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => navigate(`/providers/decisions/${row.id}`),
  })
  return (
    <Container className="divide-y p-0">
      <DataTable instance={table}>
        <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 px-6 py-4 md:flex-row md:items-center">
          <Heading>Decisions</Heading>
          <div className="flex items-center gap-2">
            {Object.keys(about).length > 0 && (
              <Button size="small" variant="transparent" onClick={() => setAddress({})}>
                Show all
              </Button>
            )}
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
            <DataTable.Search placeholder="Reference or provider" />
          </div>
        </DataTable.Toolbar>
        {isError ? (
          <Text size="small" className="text-ui-fg-error px-6 py-4">
            {whyNotLoaded(error, "The decisions could not be loaded. Reload the page to try again.")}
          </Text>
        ) : (
          <DataTable.Table
            emptyState={{
              empty: {
                heading: "No decisions yet",
                description: "Each time a service request is given to somebody, or nobody fits, it appears here.",
              },
              filtered: { heading: "Nothing matches", description: "Change or clear the filters to see more." },
            }}
          />
        )}
        <DataTable.Pagination />
      </DataTable>
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Decisions" })

export default DecisionsPage
