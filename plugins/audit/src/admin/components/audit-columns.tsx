import { createDataTableColumnHelper, StatusBadge, Text } from "@medusajs/ui"

import type { AuditEntryView } from "../../contracts"
import { actorName, actorType, OUTCOME_COLORS, OUTCOME_LABELS, showMoment } from "../lib/show"

const column = createDataTableColumnHelper<AuditEntryView>()

const Two = ({ first, second }: { first: string; second: string }) => (
  <div className="flex max-w-72 flex-col py-1">
    <Text size="small" leading="compact" className="truncate">
      {first}
    </Text>
    <Text size="xsmall" leading="compact" className="text-ui-fg-subtle truncate">
      {second}
    </Text>
  </div>
)

export const auditColumns = [
  column.accessor("created_at", {
    header: "When",
    enableSorting: true,
    sortLabel: "When",
    sortAscLabel: "Oldest first",
    sortDescLabel: "Newest first",
    cell: ({ getValue }) => showMoment(getValue()),
  }),
  column.display({
    id: "actor",
    header: "Who",
    cell: ({ row }) => <Two first={actorName(row.original)} second={actorType(row.original.actor.type)} />,
  }),
  column.accessor("sentence", {
    header: "What",
    cell: ({ row }) => (
      <Two
        first={row.original.sentence}
        second={row.original.target?.label ?? row.original.target?.id ?? row.original.action}
      />
    ),
  }),
  column.accessor("address", { header: "Address", cell: ({ getValue }) => getValue() ?? "–" }),
  column.accessor("outcome", {
    header: "Outcome",
    cell: ({ getValue }) => <StatusBadge color={OUTCOME_COLORS[getValue()]}>{OUTCOME_LABELS[getValue()]}</StatusBadge>,
  }),
]
