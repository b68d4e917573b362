import { formatMoment, ListPage, NONE, Truncated, useListState } from "@atrium/admin-kit"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"

import { ServiceImportQuery, type ServiceImportRow } from "../../contracts/service-imports"
import { reportAddress, usePastImports } from "../lib/service-imports"

const column = createDataTableColumnHelper<ServiceImportRow>()

const STATUS = {
  checking: { label: "Checking", color: "blue" },
  checked: { label: "Dry run", color: "grey" },
  importing: { label: "Importing", color: "blue" },
  completed: { label: "Imported", color: "green" },
} as const

const EMPTY = {
  heading: "No imports yet",
  description: "Files that you upload appear here with what they changed and their reports.",
}

/** What an import did, or what a dry run would do. */
const countsOf = ({ created, updated, unchanged, not_imported: left }: ServiceImportRow): string =>
  [
    [created, "new"],
    [updated, "updated"],
    [unchanged, "unchanged"],
    [left, "not imported"],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, what]) => `${count?.toLocaleString()} ${what}`)
    .join(", ") || NONE

const columns = [
  column.accessor("file_name", {
    header: "File",
    cell: ({ row: { original } }) => (
      <Link to={`?import=${original.id}`} className="text-ui-fg-interactive hover:underline">
        <Truncated text={original.file_name} />
      </Link>
    ),
  }),
  column.accessor("status", {
    header: "Result",
    cell: ({ getValue }) => <StatusBadge color={STATUS[getValue()].color}>{STATUS[getValue()].label}</StatusBadge>,
  }),
  column.accessor((row) => countsOf(row), { id: "services", header: "Services" }),
  column.accessor("lines", { header: "Lines", cell: ({ getValue }) => getValue().toLocaleString() }),
  column.accessor((row) => row.created_by ?? NONE, {
    id: "created_by",
    header: "Uploaded by",
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor("created_at", {
    header: "Uploaded",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.display({
    id: "report",
    header: () => <span className="sr-only">Report</span>,
    cell: ({ row: { original } }) => (
      <a
        href={reportAddress(original.id)}
        download
        aria-label={`Report of ${original.file_name}`}
        className="text-ui-fg-interactive hover:underline"
      >
        Report
      </a>
    ),
  }),
]

/** The files that were uploaded, with what each did or would do. */
export const PastImports = () => {
  const list = useListState({ query: ServiceImportQuery, order: "-created_at" })
  const imports = usePastImports(list.query)
  return (
    <ListPage
      title="Past imports"
      level="h2"
      list={list}
      loaded={{ ...imports, rows: imports.data?.service_imports }}
      columns={columns}
      empty={EMPTY}
    />
  )
}
