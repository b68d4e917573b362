import {
  Container,
  createDataTableFilterHelper,
  DataTable,
  type DataTableFilter,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import type { ComponentProps, ReactNode } from "react"

import { useColumns } from "./columns"
import { choicesOf } from "./format"
import type { ListState } from "./list-state"
import { LoadFailure } from "./load-failure"

type Loaded<Row> = {
  readonly data: { readonly count: number } | undefined
  readonly rows: readonly Row[] | undefined
  readonly isLoading: boolean
  readonly error: Error | null
  readonly refetch: () => unknown
}

type Props<Row> = {
  title: ReactNode
  hint?: string
  level?: "h1" | "h2"
  list: Omit<ListState<unknown>, "query">
  /** The result of the query, with its rows. */
  loaded: Loaded<Row>
  columns: Parameters<typeof useDataTable<Row>>[0]["columns"]
  filters?: DataTableFilter[]
  /** What the search covers: "Code, name or email". */
  searchFor?: string
  empty: { heading: string; description: string }
  onOpen?: (id: string) => void
  /** Buttons beside search and filters. */
  actions?: ReactNode
  /** Shown between the toolbar and the rows. */
  children?: ReactNode
}

const NO_RESULTS = { heading: "No results", description: "Change or clear the search and filters to see more." }

/** A list with search, filters, sorting and pages, an empty state, and a retry button for when loading fails. */
export const ListTable = <Row extends { id: string }>({
  title,
  hint,
  level = "h1",
  list,
  loaded,
  columns,
  filters,
  searchFor,
  empty,
  onOpen,
  actions,
  children,
}: Props<Row>) => {
  const chosen = useColumns(columns)
  const table = useDataTable<Row>({
    ...chosen,
    data: [...(loaded.rows ?? [])],
    getRowId: ({ id }) => id,
    rowCount: loaded.data?.count ?? 0,
    isLoading: loaded.isLoading,
    // The list's state already returns to the first page when it changes. A background refresh must not.
    autoResetPageIndex: false,
    ...(filters ? { filters, filtering: list.filtering } : {}),
    ...(searchFor ? { search: list.search } : {}),
    sorting: list.sorting,
    pagination: list.pagination,
    ...(onOpen ? { onRowClick: (_event, row) => onOpen(row.id) } : {}),
  })
  const sortable = columns.some((column) => "enableSorting" in column && column.enableSorting)
  return (
    <DataTable instance={table}>
      <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 px-6 py-4 md:flex-row md:items-center">
        <div>
          {typeof title === "string" ? <Heading level={level}>{title}</Heading> : title}
          {hint && (
            <Text size="small" className="text-ui-fg-subtle">
              {hint}
            </Text>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {searchFor && <DataTable.Search placeholder={searchFor} />}
          {filters && <DataTable.FilterMenu tooltip="Filter" />}
          {sortable && <DataTable.SortingMenu tooltip="Sort" />}
          {"columnVisibility" in chosen && <DataTable.ColumnVisibilityMenu tooltip="Columns" />}
          {actions}
        </div>
      </DataTable.Toolbar>
      {children}
      {loaded.error ? (
        <LoadFailure
          what={typeof title === "string" ? title : "The list"}
          error={loaded.error}
          onRetry={() => void loaded.refetch()}
        />
      ) : (
        <>
          <DataTable.Table emptyState={{ empty, filtered: NO_RESULTS }} />
          <DataTable.Pagination />
        </>
      )}
    </DataTable>
  )
}

/** A page that is one list. */
export const ListPage = <Row extends { id: string }>(props: ComponentProps<typeof ListTable<Row>>) => (
  <Container className="divide-y p-0">
    <ListTable {...props} />
  </Container>
)

/** A filter by status, from the labels of the statuses. */
export const statusFilter = (labels: Readonly<Record<string, string>>): DataTableFilter =>
  createDataTableFilterHelper<{ status: string }>().accessor("status", {
    type: "multiselect",
    label: "Status",
    options: choicesOf(labels),
  })
