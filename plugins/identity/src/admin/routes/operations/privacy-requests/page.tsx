import { choicesOf, formatMoment, IfMay, ListPage, OpenButton, statusFilter, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { createDataTableColumnHelper, createDataTableFilterHelper, StatusBadge } from "@medusajs/ui"
import { useState } from "react"

import { PrivacyRequestQuery, type PrivacyRequestView } from "../../../../contracts/privacy-requests"
import { PrivacyRequestDrawer } from "../../../components/privacy-request-drawer"
import { StartPrivacyRequest } from "../../../components/start-privacy-request"
import {
  KIND_LABELS,
  ORIGIN_LABELS,
  personOf,
  STATUS_COLORS,
  STATUS_LABELS,
  usePrivacyRequests,
} from "../../../lib/privacy-requests"

const column = createDataTableColumnHelper<PrivacyRequestView>()

const filters = [
  createDataTableFilterHelper<PrivacyRequestView>().accessor("kind", {
    type: "multiselect",
    label: "Request",
    options: choicesOf(KIND_LABELS),
  }),
  statusFilter(STATUS_LABELS),
]

const EMPTY = {
  heading: "No privacy requests",
  description: "Requests for a copy of someone's data, or for its erasure, appear here.",
}

const columns = [
  column.accessor("kind", { header: "Request", cell: ({ getValue }) => KIND_LABELS[getValue()] }),
  column.accessor("email", { header: "Person", cell: ({ row: { original } }) => personOf(original) }),
  column.accessor("status", {
    header: "Status",
    cell: ({ getValue }) => <StatusBadge color={STATUS_COLORS[getValue()]}>{STATUS_LABELS[getValue()]}</StatusBadge>,
  }),
  column.accessor("origin", { header: "Asked by", cell: ({ getValue }) => ORIGIN_LABELS[getValue()] }),
  column.accessor("requested_at", {
    header: "Asked",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
  column.accessor("completed_at", {
    header: "Completed",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const PrivacyRequestsPage = () => {
  const [open, setOpen] = useState<string>()
  const list = useListState({ query: PrivacyRequestQuery, order: "-requested_at", filters: ["kind", "status"] })
  const requests = usePrivacyRequests(list.query)
  return (
    <>
      <ListPage
        title="Privacy requests"
        hint="Who asked for a copy of their data or to be erased, and what was done"
        list={list}
        loaded={{ ...requests, rows: requests.data?.privacy_requests }}
        columns={columns}
        filters={filters}
        searchFor="Whole email address"
        empty={EMPTY}
        onOpen={setOpen}
        actions={
          <IfMay permission="privacy-requests:write">
            <OpenButton label="Start a request">{(close) => <StartPrivacyRequest onClose={close} />}</OpenButton>
          </IfMay>
        }
      />
      <PrivacyRequestDrawer id={open} onClose={() => setOpen(undefined)} />
    </>
  )
}

export const config = defineRouteConfig({ label: "Privacy requests" })

export const handle = { breadcrumb: () => "Privacy requests" }

export default PrivacyRequestsPage
