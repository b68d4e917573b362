import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ShieldCheck } from "@medusajs/icons"
import {
  Alert,
  Button,
  Container,
  createDataTableFilterHelper,
  DataTable,
  type DataTableFilteringState,
  type DataTablePaginationState,
  type DataTableSortingState,
  DropdownMenu,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { useMemo, useState } from "react"

import { AUDIT_CATEGORIES, AUDIT_OUTCOMES, type AuditEntryView } from "../../../contracts"
import { auditColumns } from "../../components/audit-columns"
import { AuditDrawer } from "../../components/audit-drawer"
import { VerifyResult } from "../../components/verify-result"
import { exportAddress, useAuditLog, useVerify } from "../../lib/audit-log"
import { CATEGORY_LABELS, OUTCOME_LABELS } from "../../lib/show"
import { IfMay } from "../../components/if-may"

const MOST_EXPORTED = 100_000
const filter = createDataTableFilterHelper<AuditEntryView>()
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

const EMPTY = {
  empty: { heading: "Nothing recorded yet", description: "What staff and providers do and read appears here." },
  filtered: { heading: "Nothing matches", description: "Change or clear the filters to see more." },
}

const AuditLogPage = () => {
  const [search, setSearch] = useState("")
  const [filtering, setFiltering] = useState<DataTableFilteringState>({})
  const [sorting, setSorting] = useState<DataTableSortingState | null>({ id: "created_at", desc: true })
  const [pagination, setPagination] = useState<DataTablePaginationState>({ pageIndex: 0, pageSize: 20 })
  const [open, setOpen] = useState<string>()
  const verify = useVerify()

  const filters = useMemo(
    () => [
      filter.accessor("category", {
        type: "multiselect",
        label: "Kind",
        options: AUDIT_CATEGORIES.map((value) => ({ value, label: CATEGORY_LABELS[value] })),
      }),
      filter.accessor("outcome", {
        type: "multiselect",
        label: "Outcome",
        options: AUDIT_OUTCOMES.map((value) => ({ value, label: OUTCOME_LABELS[value] })),
      }),
      filter.accessor("created_at", {
        type: "date",
        label: "When",
        rangeOptionLabel: "Between",
        options: [
          { label: "Last 24 hours", value: { $gte: daysAgo(1) } },
          { label: "Last 7 days", value: { $gte: daysAgo(7) } },
          { label: "Last 30 days", value: { $gte: daysAgo(30) } },
        ],
      }),
    ],
    []
  )
  const asked = { q: search, ...filtering }
  const { data, isLoading, isError, error } = useAuditLog({
    ...asked,
    order: `${sorting?.desc === false ? "" : "-"}created_at`,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
  })
  const toFirstPage = () => setPagination((current) => ({ ...current, pageIndex: 0 }))

  const table = useDataTable({
    columns: auditColumns,
    data: data?.audit_entries ?? [],
    getRowId: (entry) => entry.id,
    rowCount: data?.count ?? 0,
    isLoading,
    filters,
    filtering: { state: filtering, onFilteringChange: (next) => (setFiltering(next), toFirstPage()) },
    search: { state: search, onSearchChange: (text) => (setSearch(text), toFirstPage()) },
    sorting: { state: sorting, onSortingChange: (next) => (setSorting(next), toFirstPage()) },
    pagination: { state: pagination, onPaginationChange: setPagination },
    onRowClick: (_event, row) => setOpen(row.id),
  })
  const tooMany = (data?.count ?? 0) > MOST_EXPORTED

  return (
    <Container className="divide-y p-0">
      {verify.data && <VerifyResult verification={verify.data.verification} />}
      {verify.isError && (
        <Alert variant="error" className="m-4">
          {verify.error.message}
        </Alert>
      )}
      {isError && (
        <Alert variant="error" className="m-4">
          {error.message}
        </Alert>
      )}
      <DataTable instance={table}>
        <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center">
          <div>
            <Heading>Audit log</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              Who did, read and was refused what. Entries cannot be changed or deleted.
            </Text>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <DataTable.Search placeholder="Person, action, id, address" />
            <DataTable.FilterMenu tooltip="Filter" />
            <DataTable.SortingMenu tooltip="Sort" />
            <DropdownMenu>
              <DropdownMenu.Trigger asChild>
                <Button size="small" variant="secondary" disabled={tooMany || !data?.count}>
                  Export
                </Button>
              </DropdownMenu.Trigger>
              <DropdownMenu.Content>
                <DropdownMenu.Item asChild>
                  <a href={exportAddress(asked, "csv")} download>
                    CSV
                  </a>
                </DropdownMenu.Item>
                <DropdownMenu.Item asChild>
                  <a href={exportAddress(asked, "ndjson")} download>
                    NDJSON
                  </a>
                </DropdownMenu.Item>
              </DropdownMenu.Content>
            </DropdownMenu>
            <IfMay permission="audit-log:write">
              <Button size="small" variant="secondary" isLoading={verify.isPending} onClick={() => verify.mutate()}>
                Verify log
              </Button>
            </IfMay>
          </div>
        </DataTable.Toolbar>
        {tooMany && (
          <Text size="small" className="text-ui-fg-subtle px-6 py-2">
            More than 100,000 entries match. Narrow the search to export them.
          </Text>
        )}
        <DataTable.Table emptyState={EMPTY} />
        <DataTable.Pagination />
      </DataTable>
      <AuditDrawer id={open} onClose={() => setOpen(undefined)} />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Audit log", icon: ShieldCheck })

export const handle = { breadcrumb: () => "Audit log" }

export default AuditLogPage
