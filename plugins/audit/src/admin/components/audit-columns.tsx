import { NONE, TwoLines } from "@atrium/admin-kit"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"

import type { AuditEntryView } from "../../contracts"
import { actorName, actorType, formatSecond, OUTCOME_COLORS, OUTCOME_LABELS } from "../lib/labels"

const column = createDataTableColumnHelper<AuditEntryView>()

export const auditColumns = [
  column.accessor("created_at", {
    header: "Time",
    enableSorting: true,
    sortAscLabel: "Oldest first",
    sortDescLabel: "Newest first",
    cell: ({ getValue }) => formatSecond(getValue()),
  }),
  column.display({
    id: "actor",
    header: "User",
    cell: ({ row }) => <TwoLines first={actorName(row.original)} second={actorType(row.original.actor.type)} />,
  }),
  column.accessor("sentence", {
    header: "Action",
    cell: ({ row }) => (
      <TwoLines
        first={row.original.sentence}
        second={row.original.target?.label ?? row.original.target?.id ?? row.original.action}
      />
    ),
  }),
  column.accessor("address", { header: "IP address", cell: ({ getValue }) => getValue() ?? NONE }),
  column.accessor("outcome", {
    header: "Outcome",
    cell: ({ getValue }) => <StatusBadge color={OUTCOME_COLORS[getValue()]}>{OUTCOME_LABELS[getValue()]}</StatusBadge>,
  }),
]
