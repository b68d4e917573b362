import {
  Alert,
  DataTable,
  type DataTablePaginationState,
  type DataTableSortingState,
  Heading,
  useDataTable,
} from "@medusajs/ui"
import { useState } from "react"

import { useAccounts } from "../lib/ledger"
import { accountColumns } from "./account-columns"
import { NO_ACCOUNTS } from "./empty-states"

type Props = { onOpen: (accountId: string) => void; search: string; onSearch: (text: string) => void }

/** All accounts with their balances; a row leads to the account's entries. */
export const AccountTable = ({ onOpen, search, onSearch }: Props) => {
  const [sorting, setSorting] = useState<DataTableSortingState | null>(null)
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const { data, isLoading, isError, error } = useAccounts({
    q: search,
    order: sorting ? (sorting.desc ? "-balance" : "balance") : undefined,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
  })
  const toFirstPage = () => setPagination((current) => ({ ...current, pageIndex: 0 }))
  const table = useDataTable({
    columns: accountColumns,
    data: data?.accounts ?? [],
    getRowId: (account) => account.id,
    rowCount: data?.count ?? 0,
    isLoading,
    search: { state: search, onSearchChange: (text) => (onSearch(text), toFirstPage()) },
    sorting: { state: sorting, onSortingChange: (next) => (setSorting(next), toFirstPage()) },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => onOpen(row.id),
  })
  return (
    <DataTable instance={table}>
      <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center">
        <Heading level="h2">Accounts</Heading>
        <div className="flex items-center gap-2">
          <DataTable.SortingMenu tooltip="Sort" />
          <DataTable.Search placeholder="Search owner or purpose" />
        </div>
      </DataTable.Toolbar>
      {isError && (
        <Alert variant="error" className="m-4">
          {error.message}
        </Alert>
      )}
      <DataTable.Table emptyState={NO_ACCOUNTS} />
      <DataTable.Pagination />
    </DataTable>
  )
}
