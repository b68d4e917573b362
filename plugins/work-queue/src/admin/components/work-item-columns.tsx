import { formatMoment, IfMay, NONE, TwoLines } from "@atrium/admin-kit"
import { Button, createDataTableColumnHelper } from "@medusajs/ui"

import type { WorkItemView } from "../../contracts"
import { mayRetry, subjectOf } from "../lib/status"
import { WorkStatusBadge } from "./status-badge"

const column = createDataTableColumnHelper<WorkItemView>()

/** `retry` is called with the item's id; `busy` is the id that is being retried right now. */
export const workItemColumns = (retry: (id: string) => void, busy: string | undefined) => [
  column.accessor("kind", {
    header: "Work",
    enableSorting: true,
    sortLabel: "Work",
    cell: ({ row }) => <TwoLines first={row.original.kind} second={subjectOf(row.original)} mono />,
  }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ getValue }) => <WorkStatusBadge status={getValue()} />,
  }),
  column.accessor("attempts", {
    header: "Attempts",
    enableSorting: true,
    sortLabel: "Attempts",
    cell: ({ row }) => `${row.original.attempts} of ${row.original.max_attempts}`,
  }),
  column.accessor("last_error", {
    header: "Reason",
    cell: ({ getValue }) => <span className="block max-w-64 truncate">{getValue() ?? NONE}</span>,
  }),
  column.accessor("run_at", {
    header: "Due",
    enableSorting: true,
    sortLabel: "Due",
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.display({
    id: "retry",
    header: () => <span className="sr-only">Retry</span>,
    cell: ({ row }) =>
      mayRetry(row.original) ? (
        <IfMay permission="work-items:write">
          <Button
            size="small"
            variant="secondary"
            isLoading={busy === row.original.id}
            onClick={(event) => {
              // The row itself opens the details.
              event.stopPropagation()
              retry(row.original.id)
            }}
          >
            Retry
          </Button>
        </IfMay>
      ) : null,
  }),
]
