import {
  callRoute,
  ConfirmButton,
  formatAmount,
  IfMay,
  ListPage,
  statusFilter,
  useChange,
  useListState,
  useRoute,
} from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CurrencyDollar } from "@medusajs/icons"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"

import { BankTransferQuery, type BankTransferView, routes } from "../../../contracts"

const column = createDataTableColumnHelper<BankTransferView>()

const LABELS = { expected: "Expected", received: "Received", canceled: "Canceled" } as const
const COLORS = { expected: "orange", received: "green", canceled: "grey" } as const

const filters = [statusFilter(LABELS)]

const EMPTY = { heading: "No bank transfers yet", description: "Purchases paid by bank transfer appear here." }

const RecordButton = ({ transfer }: { transfer: BankTransferView }) => {
  const { mutate, isPending } = useChange({
    send: () => callRoute(routes, "POST /admin/bank-transfers/:id/arrival", { params: { id: transfer.id } }),
    refresh: ["bank-transfers"],
    done: "Transfer recorded. The order follows.",
    failed: "The transfer was not recorded",
  })
  return (
    <IfMay permission="bank-transfers:write">
      <ConfirmButton
        ask={{
          title: "Record this transfer?",
          description: `Confirm that ${formatAmount(transfer.amount, transfer.currency_code)} with the reference ${transfer.id} has arrived. This can't be undone.`,
          confirmText: "Record transfer",
          variant: "confirmation",
        }}
        isLoading={isPending}
        onConfirm={() => mutate()}
      >
        Record transfer
      </ConfirmButton>
    </IfMay>
  )
}

const columns = [
  column.accessor("id", { header: "Reference" }),
  column.accessor("amount", {
    header: "Amount",
    enableSorting: true,
    cell: ({ row: { original } }) => formatAmount(original.amount, original.currency_code),
  }),
  column.accessor("status", {
    header: "Status",
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.display({
    id: "record",
    minSize: 180,
    header: () => <span className="sr-only">Record transfer</span>,
    cell: ({ row: { original } }) => (original.status === "expected" ? <RecordButton transfer={original} /> : null),
  }),
]

const BankTransfersPage = () => {
  const list = useListState({ query: BankTransferQuery, order: "-created_at", filters: ["status"] })
  const transfers = useRoute(routes, "GET /admin/bank-transfers", { query: list.query })
  return (
    <ListPage
      title="Bank transfers"
      hint="Transfers that customers were asked to make, and those that have arrived"
      list={list}
      loaded={{ ...transfers, rows: transfers.data?.bank_transfers }}
      columns={columns}
      filters={filters}
      searchFor="Reference"
      empty={EMPTY}
    />
  )
}

export const config = defineRouteConfig({ label: "Bank transfers", icon: CurrencyDollar, rank: 10 })

export const handle = { breadcrumb: () => "Bank transfers" }

export default BankTransfersPage
