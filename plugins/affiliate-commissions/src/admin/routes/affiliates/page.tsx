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

import type { AffiliateOut } from "../../../contracts"
import { AFFILIATE_STATUSES } from "../../../contracts/statuses"
import { useAffiliates } from "../../lib/affiliates"
import { AFFILIATE_COLOURS, AFFILIATE_LABELS, formatDate } from "../../lib/format"
import { whyNotLoaded } from "../../lib/sdk"

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
      <div className="flex flex-col py-1">
        <Text size="small" leading="compact" weight="plus">
          {row.original.customer.name || "No name given"}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
          {row.original.customer.email}
        </Text>
      </div>
    ),
  }),
  column.accessor("programme.name", { id: "programme", header: "Programme" }),
  column.accessor("clicks", { header: "Clicks" }),
  column.accessor("conversions", { header: "Conversions" }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ getValue }) => (
      <StatusBadge color={AFFILIATE_COLOURS[getValue()]}>{AFFILIATE_LABELS[getValue()]}</StatusBadge>
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
    options: AFFILIATE_STATUSES.map((value) => ({ value, label: AFFILIATE_LABELS[value] })),
  }),
]

const EMPTY = {
  empty: {
    heading: "No affiliates yet",
    description: "A customer becomes one on the storefront's affiliate page, in one step.",
  },
  filtered: { heading: "Nothing matches", description: "Change or clear the filters to see more." },
}

const AffiliatesPage = () => {
  const navigate = useNavigate()
  const [search, setSearch] = useState("")
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState>({ id: "created_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const toFirstPage = () => setPagination((current) => ({ ...current, pageIndex: 0 }))
  const { data, isLoading, isError, error } = useAffiliates({
    order: `${sorting.desc ? "-" : ""}${sorting.id}`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
    ...(search ? { q: search } : {}),
    ...filtering,
  })
  const table = useDataTable({
    columns,
    data: data?.affiliates ?? [],
    getRowId: (row) => row.id,
    rowCount: data?.count ?? 0,
    isLoading,
    filters: FILTERS,
    filtering: { state: filtering, onFilteringChange: (next) => (setFiltering(next), toFirstPage()) },
    search: { state: search, onSearchChange: (text) => (setSearch(text), toFirstPage()) },
    sorting: { state: sorting, onSortingChange: (next) => (setSorting(next), toFirstPage()) },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => navigate(`/affiliates/${row.id}`),
  })
  return (
    <Container className="divide-y p-0">
      <DataTable instance={table}>
        <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 px-6 py-4 md:flex-row md:items-center">
          <Heading>Affiliates</Heading>
          <div className="flex items-center gap-2">
            <DataTable.Search placeholder="Code, name or email" />
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
          </div>
        </DataTable.Toolbar>
        {isError ? (
          <Text size="small" className="text-ui-fg-error px-6 py-4">
            {whyNotLoaded(error, "The affiliates could not be loaded. Reload the page to try again.")}
          </Text>
        ) : (
          <DataTable.Table emptyState={EMPTY} />
        )}
        <DataTable.Pagination />
      </DataTable>
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Affiliates", icon: Users })

export const handle = { breadcrumb: () => "Affiliates" }

export default AffiliatesPage
