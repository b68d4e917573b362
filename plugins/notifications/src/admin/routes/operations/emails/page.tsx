import { choicesOf, formatMoment, IfMay, ListTable, NONE, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button, Container, createDataTableColumnHelper, createDataTableFilterHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"

import type { AdminMessage } from "../../../../contracts"
import { ListMessagesQuery } from "../../../../contracts/routes"
import { useMessages, useResend } from "../../../lib/messages"

const column = createDataTableColumnHelper<AdminMessage>()
const filter = createDataTableFilterHelper<AdminMessage>()

const LABELS = { pending: "Pending", sent: "Sent", failed: "Failed" } as const
const COLORS = { pending: "blue", sent: "green", failed: "red" } as const

const filters = [
  filter.accessor("status", {
    type: "multiselect",
    label: "Status",
    options: choicesOf(LABELS),
  }),
]

const EMPTY = { heading: "No emails yet", description: "Emails to customers, providers and staff appear here." }

/** `act` is called with the row's id; `busy` is the id it runs for right now. */
const columnsWith = (act: (id: string) => void, busy: string | undefined) => [
  column.accessor("template", {
    header: "Email",
    enableSorting: true,
    sortLabel: "Email",
    cell: ({ row: { original } }) => <TwoLines first={original.template} second={original.event} mono />,
  }),
  column.accessor("recipient", { header: "To" }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    sortLabel: "Status",
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.accessor("attempts", { header: "Attempts", enableSorting: true, sortLabel: "Attempts" }),
  column.accessor("reason", {
    header: "Reason",
    cell: ({ getValue }) => <span className="block max-w-64 truncate">{getValue() ?? NONE}</span>,
  }),
  column.accessor("created_at", {
    header: "Created",
    enableSorting: true,
    sortLabel: "Created",
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.accessor("sent_at", {
    header: "Sent",
    enableSorting: true,
    sortLabel: "Sent",
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.display({
    id: "action",
    header: () => <span className="sr-only">Resend</span>,
    cell: ({ row }) =>
      row.original.status !== "pending" ? (
        <IfMay permission="notification-messages:write">
          <Button
            size="small"
            variant="secondary"
            isLoading={busy === row.original.id}
            onClick={() => act(row.original.id)}
          >
            Resend
          </Button>
        </IfMay>
      ) : null,
  }),
]

const EmailsPage = () => {
  const list = useListState({ query: ListMessagesQuery, order: "-created_at", filters: ["status"] })
  const messages = useMessages(list.query)
  const { mutate, isPending, variables } = useResend()
  const columns = useMemo(
    () => columnsWith((id) => mutate(id), isPending ? variables : undefined),
    [mutate, isPending, variables]
  )
  return (
    <Container className="divide-y p-0">
      <ListTable
        title="Emails"
        hint="Every email the shop requested, and its status"
        list={list}
        loaded={{ ...messages, rows: messages.data?.messages }}
        columns={columns}
        filters={filters}
        searchFor="Event or template"
        empty={EMPTY}
      />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Emails" })

export const handle = { breadcrumb: () => "Emails" }

export default EmailsPage
