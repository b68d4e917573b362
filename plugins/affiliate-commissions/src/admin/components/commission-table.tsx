import {
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

import type { CommissionOut } from "../../contracts/commissions"
import { COMMISSION_STATUS_LABELS, COMMISSION_STATUSES } from "../../contracts/statuses"
import { useCommissions } from "../lib/commissions"
import { commissionColumns } from "./commission-columns"
import { CommissionDrawer } from "./commission-drawer"
import { whyNotLoaded } from "../lib/sdk"

const filter = createDataTableFilterHelper<CommissionOut>()
const FILTERS = [
  filter.accessor("status", {
    type: "multiselect",
    label: "Status",
    options: COMMISSION_STATUSES.map((value) => ({ value, label: COMMISSION_STATUS_LABELS[value] })),
  }),
]
const EMPTY = {
  empty: {
    heading: "No commissions yet",
    description: "Each line of an order that an affiliate brought appears here with what it earns.",
  },
  filtered: { heading: "Nothing matches", description: "Change or clear the filters to see more." },
}

type Props = { title: string; level: "h1" | "h2"; affiliateId?: string; open?: string | undefined }

/** Commissions, of one affiliate or of all; a row opens its explanation and what can be done about it. */
export const CommissionTable = ({ title, level, affiliateId, open: initial }: Props) => {
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState>({ id: "paid_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const [open, setOpen] = useState(initial)
  const { data, isLoading, isError, error } = useCommissions({
    order: `${sorting.desc ? "-" : ""}${sorting.id}`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
    ...(affiliateId ? { affiliate_id: affiliateId } : {}),
    ...filtering,
  })
  const table = useDataTable({
    columns: commissionColumns(affiliateId === undefined),
    data: data?.commissions ?? [],
    getRowId: (row) => row.id,
    rowCount: data?.count ?? 0,
    isLoading,
    filters: FILTERS,
    filtering: {
      state: filtering,
      onFilteringChange: (next) => (setFiltering(next), setPagination((page) => ({ ...page, pageIndex: 0 }))),
    },
    sorting: {
      state: sorting,
      onSortingChange: (next) => (setSorting(next), setPagination((page) => ({ ...page, pageIndex: 0 }))),
    },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => setOpen(row.id),
  })
  return (
    <>
      <DataTable instance={table}>
        <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 px-6 py-4 md:flex-row md:items-center">
          <Heading level={level}>{title}</Heading>
          <div className="flex items-center gap-2">
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
          </div>
        </DataTable.Toolbar>
        {isError ? (
          <Text size="small" className="text-ui-fg-error px-6 py-4">
            {whyNotLoaded(error, "The commissions could not be loaded. Reload the page to try again.")}
          </Text>
        ) : (
          <DataTable.Table emptyState={EMPTY} />
        )}
        <DataTable.Pagination />
      </DataTable>
      <CommissionDrawer id={open} onClose={() => setOpen(undefined)} />
    </>
  )
}
