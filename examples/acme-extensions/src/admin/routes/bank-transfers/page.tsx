import {
  callRoute,
  choicesOf,
  ConfirmButton,
  IfMay,
  ListTable,
  useChange,
  useListState,
  useRoute,
} from "@atrium/admin-kit"
import { formatMoney } from "@atrium/kernel"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CurrencyDollar } from "@medusajs/icons"
import { Container, createDataTableColumnHelper, createDataTableFilterHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"

import { BankTransferQuery, type BankTransferView, routes } from "../../../contracts"

const column = createDataTableColumnHelper<BankTransferView>()
const filter = createDataTableFilterHelper<BankTransferView>()

const LABELS = { expected: "Expected", received: "Received", canceled: "Canceled" } as const
const COLORS = { expected: "orange", received: "green", canceled: "grey" } as const

const filters = [filter.accessor("status", { type: "multiselect", label: "Status", options: choicesOf(LABELS) })]

const EMPTY = { heading: "No bank transfers yet", description: "Purchases that are paid by bank transfer appear here." }

/** `record` is called with the row's id. */
const columnsWith = (record: (id: string) => void) => [
  column.accessor("id", { header: "Reference" }),
  column.accessor("amount", {
    header: "Amount",
    enableSorting: true,
    sortLabel: "Amount",
    cell: ({ row: { original } }) => formatMoney(original.amount, original.currency_code),
  }),
  column.accessor("status", {
    header: "Status",
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.display({
    id: "action",
    header: () => <span className="sr-only">Record arrival</span>,
    cell: ({ row: { original } }) =>
      original.status === "expected" ? (
        <IfMay permission="bank-transfers:write">
          <ConfirmButton
            ask={{
              title: "Record this transfer?",
              description: `${formatMoney(original.amount, original.currency_code)} with the reference ${original.id} is on the account. This can't be undone.`,
              confirmText: "Record",
              variant: "confirmation",
            }}
            onConfirm={() => record(original.id)}
          >
            Record arrival
          </ConfirmButton>
        </IfMay>
      ) : null,
  }),
]

const BankTransfersPage = () => {
  const list = useListState({ query: BankTransferQuery, order: "-created_at", filters: ["status"] })
  const transfers = useRoute(routes, "GET /admin/bank-transfers", { query: list.query })
  const { mutate } = useChange({
    send: (id: string) => callRoute(routes, "POST /admin/bank-transfers/:id/arrival", { params: { id } }),
    refresh: ["bank-transfers"],
    done: "Transfer recorded; the order follows",
    failed: "The transfer was not recorded",
  })
  const columns = useMemo(() => columnsWith((id) => mutate(id)), [mutate])
  return (
    <Container className="divide-y p-0">
      <ListTable
        title="Bank transfers"
        hint="What shoppers were asked to transfer, and what has arrived"
        list={list}
        loaded={{ ...transfers, rows: transfers.data?.bank_transfers }}
        columns={columns}
        filters={filters}
        searchFor="Reference"
        empty={EMPTY}
      />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Bank transfers", icon: CurrencyDollar })

export const handle = { breadcrumb: () => "Bank transfers" }

export default BankTransfersPage
