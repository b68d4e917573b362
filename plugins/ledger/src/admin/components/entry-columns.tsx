import { formatMoment, sentenceCase, TwoLines } from "@atrium/admin-kit"
import { createDataTableColumnHelper, Text } from "@medusajs/ui"

import type { EntryView } from "../../contracts"
import { ownerOf } from "../lib/owner"
import { Amount } from "./amount"

const column = createDataTableColumnHelper<EntryView>()

/** The amount that an entry moves: the sum of its credits, which equals that of its debits. */
const moved = ({ postings }: EntryView): { amount: string; currency: string } => ({
  amount: postings
    .map(({ amount }) => BigInt(amount))
    .reduce((sum, amount) => (amount > 0n ? sum + amount : sum), 0n)
    .toString(),
  currency: postings[0]?.currency_code ?? "",
})

const names = (entry: EntryView, side: "from" | "to"): string => {
  const parts = entry.postings.filter(({ amount }) => amount.startsWith("-") === (side === "from"))
  return [...new Set(parts.map((posting) => `${sentenceCase(posting.purpose)} · ${ownerOf(posting)}`))].join(", ")
}

export const entryColumns = [
  column.accessor("occurred_at", {
    header: "Date",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.accessor("description", {
    header: "Description",
    cell: ({ row }) => <TwoLines first={row.original.description} second={sentenceCase(row.original.kind)} />,
  }),
  column.display({
    id: "accounts",
    header: "From → to",
    cell: ({ row }) => (
      <div className="flex max-w-[200px] flex-col py-1">
        <Text size="small" leading="compact" className="truncate">
          {names(row.original, "from")}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle truncate">
          {`→ ${names(row.original, "to")}`}
        </Text>
      </div>
    ),
  }),
  column.accessor("postings", {
    id: "moved",
    header: "Amount",
    headerAlign: "right",
    cell: ({ row }) => {
      const { amount, currency } = moved(row.original)
      return currency ? <Amount minorUnits={amount} currencyCode={currency} /> : null
    },
  }),
]
