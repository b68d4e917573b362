import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Tools } from "@medusajs/icons"
import {
  Alert,
  Container,
  DataTable,
  type DataTablePaginationState,
  type DataTableSortingState,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { useMemo, useState } from "react"

import type { ShownWorkStatus } from "../../../contracts"
import { OperationsReport } from "../../components/operations-report"
import { workItemColumns } from "../../components/work-item-columns"
import { WorkItemDrawer } from "../../components/work-item-drawer"
import { WorkItemTabs } from "../../components/work-item-tabs"
import { WorkOverview } from "../../components/work-overview"
import { useRetry, useWorkItems } from "../../lib/work-items"

const EMPTY = {
  empty: {
    heading: "No work items",
    description: "Background work, such as provisioning a purchase or sending an email, appears here.",
  },
  filtered: { heading: "Nothing found", description: "No work matches your search." },
}

const OperationsPage = () => {
  const [status, setStatus] = useState<ShownWorkStatus>()
  const [search, setSearch] = useState("")
  const [sorting, setSorting] = useState<DataTableSortingState>({ id: "run_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const [open, setOpen] = useState<string>()

  const { data, isLoading, isError, error } = useWorkItems({
    status,
    q: search,
    order: `${sorting.desc ? "-" : ""}${sorting.id}`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
  })
  const { mutate: retry, isPending, variables } = useRetry()
  const columns = useMemo(
    () => workItemColumns((id) => retry(id), isPending ? variables : undefined),
    [retry, isPending, variables]
  )
  const toFirstPage = () => setPagination((current) => ({ ...current, pageIndex: 0 }))

  const table = useDataTable({
    columns,
    data: data?.work_items ?? [],
    getRowId: (item) => item.id,
    rowCount: data?.count ?? 0,
    isLoading,
    // The list fetches itself anew every few seconds, which must not send the reader back to page one.
    autoResetPageIndex: false,
    search: { state: search, onSearchChange: (text) => (setSearch(text), toFirstPage()) },
    sorting: { state: sorting, onSortingChange: (next) => (setSorting(next), toFirstPage()) },
    pagination: { state: pagination, onPaginationChange: setPagination },
    // The table hands over its own row, of which only the id is an item's.
    onRowClick: (_event, row) => setOpen(row.id),
  })

  return (
    <div className="flex flex-col gap-y-3">
      <WorkOverview />
      <OperationsReport />
      <Container className="divide-y p-0">
        {isError && (
          <Alert variant="error" className="m-4">
            {error.message}
          </Alert>
        )}
        <DataTable instance={table}>
          <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center">
            <div>
              <Heading>Operations</Heading>
              <Text size="small" className="text-ui-fg-subtle">
                Background work and its progress
              </Text>
            </div>
            <div className="flex items-center gap-2">
              <DataTable.SortingMenu tooltip="Sort" />
              <DataTable.Search placeholder="Search" />
            </div>
          </DataTable.Toolbar>
          <WorkItemTabs
            status={status}
            summary={data?.summary}
            onChange={(next) => {
              setStatus(next)
              toFirstPage()
            }}
          />
          <DataTable.Table emptyState={EMPTY} />
          <DataTable.Pagination />
        </DataTable>
        <WorkItemDrawer id={open} onClose={() => setOpen(undefined)} />
      </Container>
    </div>
  )
}

export const config = defineRouteConfig({ label: "Operations", icon: Tools })

export const handle = { breadcrumb: () => "Operations" }

export default OperationsPage
