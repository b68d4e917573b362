import { sentenceCase, TwoLines } from "@atrium/admin-kit"
import { Badge, createDataTableColumnHelper } from "@medusajs/ui"

import type { AccountView } from "../../contracts"
import { ownerOf } from "../lib/owner"
import { Amount } from "./amount"

const column = createDataTableColumnHelper<AccountView>()

export const accountColumns = [
  column.accessor("owner_type", {
    id: "name",
    header: "Account",
    enableSorting: true,
    cell: ({ row }) => <TwoLines first={sentenceCase(row.original.purpose)} second={ownerOf(row.original)} />,
  }),
  column.accessor("guarded", {
    header: "Can go negative",
    cell: ({ getValue }) => (
      <Badge size="2xsmall" color={getValue() ? "green" : "grey"}>
        {getValue() ? "No" : "Yes"}
      </Badge>
    ),
  }),
  column.accessor("balance", {
    header: "Balance",
    headerAlign: "right",
    enableSorting: true,
    cell: ({ row }) => <Amount minorUnits={row.original.balance} currencyCode={row.original.currency_code} />,
  }),
]
