import {
  Alert,
  Button,
  DataTable,
  type DataTablePaginationState,
  type DataTableSortingState,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { useState } from "react"

import { useAccounts, useEntries } from "../lib/ledger"
import { inWords, ownerOf } from "../lib/show"
import { Amount } from "./amount"
import { NO_ENTRIES } from "./empty-states"
import { entryColumns } from "./entry-columns"

type Props = {
  /** Only entries that post to this account. */
  accountId: string | undefined
  onAllEntries: () => void
  onOpen: (entryId: string) => void
  /** Words to begin the search with. */
  search: string
  onSearch: (text: string) => void
}

const AccountHeading = ({ accountId, onAllEntries }: { accountId: string; onAllEntries: () => void }) => {
  const account = useAccounts({ id: [accountId], limit: 1 }).data?.accounts.find(({ id }) => id === accountId)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div>
        <Heading level="h2">{account ? inWords(account.purpose) : "Account"}</Heading>
        {account && (
          <Text size="small" className="text-ui-fg-subtle">
            {ownerOf(account)}
          </Text>
        )}
      </div>
      {account && (
        <span className="txt-compact-medium-plus">
          <Amount minorUnits={account.balance} currencyCode={account.currency_code} />
        </span>
      )}
      <Button size="small" variant="secondary" onClick={onAllEntries}>
        All entries
      </Button>
    </div>
  )
}

/** Entries: all of them or one account's. A row opens the entry. */
export const EntryTable = ({ accountId, onAllEntries, onOpen, search, onSearch }: Props) => {
  const [sorting, setSorting] = useState<DataTableSortingState>({ id: "occurred_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const { data, isLoading, isError, error } = useEntries({
    account_id: accountId,
    q: search,
    order: `${sorting.desc ? "-" : ""}${sorting.id}`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
  })
  const table = useDataTable({
    columns: entryColumns,
    data: data?.entries ?? [],
    getRowId: (entry) => entry.id,
    rowCount: data?.count ?? 0,
    isLoading,
    search: {
      state: search,
      onSearchChange: (text) => (onSearch(text), setPagination((current) => ({ ...current, pageIndex: 0 }))),
    },
    sorting: {
      state: sorting,
      onSortingChange: (next) => (setSorting(next), setPagination((current) => ({ ...current, pageIndex: 0 }))),
    },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => onOpen(row.id),
  })
  return (
    <DataTable instance={table}>
      <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center">
        {accountId ? (
          <AccountHeading accountId={accountId} onAllEntries={onAllEntries} />
        ) : (
          <Heading level="h2">Entries</Heading>
        )}
        <div className="flex items-center gap-2">
          <DataTable.SortingMenu tooltip="Sort" />
          <DataTable.Search placeholder="Search" />
        </div>
      </DataTable.Toolbar>
      {isError && (
        <Alert variant="error" className="m-4">
          {error.message}
        </Alert>
      )}
      <DataTable.Table emptyState={NO_ENTRIES} />
      <DataTable.Pagination />
    </DataTable>
  )
}
