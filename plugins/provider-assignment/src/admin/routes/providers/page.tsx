import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Users } from "@medusajs/icons"
import {
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
import { useState } from "react"
import { useNavigate } from "react-router-dom"

import { PROVIDER_STATUS_LABELS, PROVIDER_STATUSES } from "../../../contracts/provider-statuses"
import type { ProviderOut } from "../../../contracts/providers"
import { CreateProvider } from "../../components/create-provider"
import { formatHours, formatMoment } from "../../lib/format"
import { useProviders } from "../../lib/providers"
import { PROVIDER_COLOURS } from "../../lib/statuses"
import { whyNotLoaded } from "../../lib/sdk"
import { IfMay } from "../../components/if-may"

const column = createDataTableColumnHelper<ProviderOut>()
const filter = createDataTableFilterHelper<ProviderOut>()

const columns = [
  column.accessor("name", {
    header: "Name",
    enableSorting: true,
    sortLabel: "Name",
    cell: ({ row: { original } }) => (
      <div className="flex flex-col">
        <Text size="small" leading="compact" weight="plus">
          {original.name}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {original.email}
        </Text>
      </div>
    ),
  }),
  column.accessor("status", {
    header: "Status",
    cell: ({ row: { original } }) => (
      <StatusBadge color={PROVIDER_COLOURS[original.status]}>{original.status_label}</StatusBadge>
    ),
  }),
  column.accessor((row) => row.skills.join(", "), {
    id: "skills",
    header: "Skills",
    // Many skills would push what follows out of sight.
    cell: ({ getValue }) => (
      <span className="block max-w-60 truncate" title={getValue()}>
        {getValue()}
      </span>
    ),
  }),
  column.accessor("open_requests", { header: "In hand" }),
  column.accessor("reserved_hours_this_week", {
    header: "This week",
    cell: ({ row: { original } }) =>
      `${formatHours(original.reserved_hours_this_week)} of ${formatHours(original.capacity_hours_per_week)}`,
  }),
  column.accessor("last_assigned_at", {
    header: "Last assigned",
    enableSorting: true,
    sortLabel: "Last assigned",
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const filters = [
  filter.accessor("status", {
    type: "multiselect",
    label: "Status",
    options: PROVIDER_STATUSES.map((value) => ({ value, label: PROVIDER_STATUS_LABELS[value] })),
  }),
]

const ProvidersPage = () => {
  const navigate = useNavigate()
  const [search, setSearch] = useState("")
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState | null>({ id: "name", desc: false })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const { data, isLoading, isError, error } = useProviders({
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
    ...(search ? { q: search } : {}),
    ...(sorting ? { order: `${sorting.desc ? "-" : ""}${sorting.id}` } : {}),
    ...filtering,
  })
  const table = useDataTable({
    columns,
    data: data?.providers ?? [],
    getRowId: (row) => row.id,
    rowCount: data?.count ?? 0,
    isLoading,
    filters,
    filtering: { state: filtering, onFilteringChange: setFiltering },
    search: { state: search, onSearchChange: setSearch },
    sorting: { state: sorting, onSortingChange: setSorting },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => navigate(`/providers/${row.id}`),
  })
  return (
    <Container className="divide-y p-0">
      <DataTable instance={table}>
        <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 px-6 py-4 md:flex-row md:items-center">
          <Heading>Providers</Heading>
          <div className="flex items-center gap-2">
            <DataTable.Search placeholder="Name or email" />
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
            <IfMay permission="providers:write">
              <CreateProvider />
            </IfMay>
          </div>
        </DataTable.Toolbar>
        {isError ? (
          <Text size="small" className="text-ui-fg-error px-6 py-4">
            {whyNotLoaded(error, "The providers could not be loaded. Reload the page to try again.")}
          </Text>
        ) : (
          <DataTable.Table
            emptyState={{
              empty: {
                heading: "No providers yet",
                description: "Add the people who do the work. New service requests are given to them by themselves.",
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

export const config = defineRouteConfig({ label: "Providers", icon: Users })

export default ProvidersPage
