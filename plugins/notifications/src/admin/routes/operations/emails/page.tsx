import {
  ConfirmButton,
  formatMoment,
  IfMay,
  ListPage,
  NONE,
  statusFilter,
  Truncated,
  TwoLines,
  useListState,
} from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"

import type { AdminMessage } from "../../../../contracts"
import { ListMessagesQuery } from "../../../../contracts/routes"
import { useMessages, useResend } from "../../../lib/messages"

const column = createDataTableColumnHelper<AdminMessage>()

const LABELS = { pending: "Pending", sent: "Sent", failed: "Failed", skipped: "Unsubscribed" } as const
const COLORS = { pending: "blue", sent: "green", failed: "red", skipped: "grey" } as const

const filters = [statusFilter(LABELS)]

const EMPTY = { heading: "No emails yet", description: "Emails to customers, providers and staff appear here." }

const ResendButton = ({ message }: { message: AdminMessage }) => {
  const { mutate, isPending } = useResend()
  return (
    <IfMay permission="notification-messages:write">
      <ConfirmButton
        ask={{
          variant: "confirmation",
          title: "Resend this email?",
          description: `${message.template} is sent to ${message.recipient} again.`,
          confirmText: "Resend email",
        }}
        isLoading={isPending}
        onConfirm={() => mutate(message.id)}
      >
        Resend
      </ConfirmButton>
    </IfMay>
  )
}

const columns = [
  column.accessor("template", {
    header: "Email",
    enableSorting: true,
    cell: ({ row: { original } }) => <TwoLines first={original.template} second={original.event} mono />,
  }),
  column.accessor("recipient", { header: "To", cell: ({ getValue }) => <Truncated text={getValue()} /> }),
  column.accessor("status", {
    header: "Status",
    enableSorting: true,
    cell: ({ getValue }) => <StatusBadge color={COLORS[getValue()]}>{LABELS[getValue()]}</StatusBadge>,
  }),
  column.display({
    id: "resend",
    header: () => <span className="sr-only">Resend</span>,
    cell: ({ row: { original } }) => (original.status === "pending" ? null : <ResendButton message={original} />),
  }),
  column.accessor("attempts", { header: "Attempts", enableSorting: true }),
  column.accessor("reason", { header: "Reason", cell: ({ getValue }) => <Truncated text={getValue() ?? NONE} /> }),
  column.accessor("created_at", {
    header: "Created",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.accessor("sent_at", { header: "Sent", enableSorting: true, cell: ({ getValue }) => formatMoment(getValue()) }),
]

const EmailsPage = () => {
  const list = useListState({ query: ListMessagesQuery, order: "-created_at", filters: ["status"] })
  const messages = useMessages(list.query)
  return (
    <ListPage
      title="Emails"
      hint="Emails the shop has sent or is about to send"
      list={list}
      loaded={{ ...messages, rows: messages.data?.messages }}
      columns={columns}
      filters={filters}
      searchFor="Event or template"
      empty={EMPTY}
    />
  )
}

export const config = defineRouteConfig({ label: "Emails" })

export const handle = { breadcrumb: () => "Emails" }

export default EmailsPage
