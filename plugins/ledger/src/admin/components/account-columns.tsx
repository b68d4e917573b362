import { Badge, createDataTableColumnHelper, Text } from "@medusajs/ui"

import type { AccountView } from "../../contracts"
import { inWords, ownerOf } from "../lib/show"
import { Amount } from "./amount"

const column = createDataTableColumnHelper<AccountView>()

export const accountColumns = [
  column.accessor("owner_type", {
    header: "Account",
    cell: ({ row }) => (
      <div className="flex flex-col py-1">
        <Text size="small" weight="plus" leading="compact">
          {inWords(row.original.purpose)}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
          {ownerOf(row.original)}
        </Text>
      </div>
    ),
  }),
  column.accessor("guarded", {
    header: "Below zero",
    cell: ({ getValue }) => (
      <Badge size="2xsmall" color={getValue() ? "green" : "grey"}>
        {getValue() ? "Refused" : "Allowed"}
      </Badge>
    ),
  }),
  column.accessor("balance", {
    header: "Balance",
    headerAlign: "right",
    enableSorting: true,
    sortLabel: "Balance",
    cell: ({ row }) => <Amount minorUnits={row.original.balance} currencyCode={row.original.currency_code} />,
  }),
]
