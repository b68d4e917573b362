import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CheckCircle } from "@medusajs/icons"
import {
  Container,
  createDataTableFilterHelper,
  DataTable,
  type DataTableFilteringState,
  type DataTablePaginationState,
  type DataTableSortingState,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { useMemo, useState } from "react"
import { useNavigate } from "react-router-dom"

import type { ServiceRequestOut } from "../../../contracts/service-requests"
import { SERVICE_REQUEST_STATUSES, serviceRequestStatusLabel } from "../../../contracts/statuses"
import { requestColumns } from "../../components/request-columns"
import { useRequestFilters } from "../../lib/request-filters"
import { useServiceRequests } from "../../lib/service-requests"
import { useServiceOptions } from "../../lib/service-templates"
import { whyNotLoaded } from "../../lib/sdk"

const PAGE_SIZE = 20
const filter = createDataTableFilterHelper<ServiceRequestOut>()

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

const ServiceRequestsPage = () => {
  const navigate = useNavigate()
  const [search, setSearch] = useState("")
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState | null>({ id: "created_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: PAGE_SIZE })
  const services = useServiceOptions()
  const added = useRequestFilters()

  const filters = useMemo(
    () => [
      filter.accessor("status", {
        type: "multiselect",
        label: "Status",
        options: SERVICE_REQUEST_STATUSES.map((value) => ({ value, label: serviceRequestStatusLabel(value) })),
      }),
      filter.custom({ id: "service_id", type: "multiselect", label: "Service", options: services }),
      ...added.map(({ id, label, options }) => filter.custom({ id, type: "multiselect", label, options })),
      filter.accessor("created_at", {
        type: "date",
        label: "Purchased",
        rangeOptionLabel: "Between",
        options: [
          { label: "Today", value: { $gte: daysAgo(0) } },
          { label: "Last 7 days", value: { $gte: daysAgo(7) } },
          { label: "Last 30 days", value: { $gte: daysAgo(30) } },
        ],
      }),
    ],
    [services, added]
  )

  const query = {
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
    ...(search ? { q: search } : {}),
    ...(sorting ? { order: `${sorting.desc ? "-" : ""}${sorting.id}` } : {}),
    ...filtering,
  }
  const { data, isLoading, isError, error } = useServiceRequests(query)

  const table = useDataTable({
    columns: requestColumns,
    data: data?.service_requests ?? [],
    getRowId: (row) => row.id,
    rowCount: data?.count ?? 0,
    isLoading,
    filters,
    filtering: { state: filtering, onFilteringChange: setFiltering },
    search: { state: search, onSearchChange: setSearch },
    sorting: { state: sorting, onSortingChange: setSorting },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => navigate(`/service-requests/${row.id}`),
  })

  return (
    <Container className="divide-y p-0">
      <DataTable instance={table}>
        <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 px-6 py-4 md:flex-row md:items-center">
          <Heading>Service requests</Heading>
          <div className="flex items-center gap-2">
            <DataTable.Search placeholder="Reference, customer, service" />
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
          </div>
        </DataTable.Toolbar>
        {isError ? (
          <Text size="small" className="text-ui-fg-error px-6 py-4">
            {whyNotLoaded(error, "The service requests could not be loaded. Reload the page to try again.")}
          </Text>
        ) : (
          <DataTable.Table
            emptyState={{
              empty: {
                heading: "No service requests yet",
                description: "Each unit of a service that is bought and paid appears here.",
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

export const config = defineRouteConfig({ label: "Service requests", icon: CheckCircle })

export default ServiceRequestsPage
