import { formatMoment, IfMay, NONE, Truncated, TwoLines } from "@atrium/admin-kit"
import { Button, createDataTableColumnHelper } from "@medusajs/ui"

import type { WorkItemView } from "../../contracts"
import { mayRetry, subjectOf } from "../lib/status"
import { useRetry } from "../lib/work-items"
import { WorkStatusBadge } from "./status-badge"

const column = createDataTableColumnHelper<WorkItemView>()

const RetryButton = ({ id }: { id: string }) => {
  const { mutate, isPending } = useRetry()
  return (
    <IfMay permission="work-items:write">
      <Button
        size="small"
        variant="secondary"
        isLoading={isPending}
        onClick={(event) => {
          // A click on the row opens its details.
          event.stopPropagation()
          mutate(id)
        }}
      >
        Retry
      </Button>
    </IfMay>
  )
}

export const workItemColumns = [
  column.accessor("kind", {
    header: "Work",
    enableSorting: true,
    cell: ({ row }) => <TwoLines first={row.original.kind} second={subjectOf(row.original)} mono />,
  }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    cell: ({ getValue }) => <WorkStatusBadge status={getValue()} />,
  }),
  column.accessor("attempts", {
    header: "Attempts",
    enableSorting: true,
    cell: ({ row }) => `${row.original.attempts} of ${row.original.max_attempts}`,
  }),
  column.accessor("last_error", { header: "Reason", cell: ({ getValue }) => <Truncated text={getValue() ?? NONE} /> }),
  column.accessor("run_at", { header: "Due", enableSorting: true, cell: ({ getValue }) => formatMoment(getValue()) }),
  column.display({
    id: "retry",
    header: () => <span className="sr-only">Retry</span>,
    cell: ({ row }) => (mayRetry(row.original) ? <RetryButton id={row.original.id} /> : null),
  }),
]
