import { formatMoment, ListTable, NONE, statusFilter, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Calendar } from "@medusajs/icons"
import { Container, createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useState } from "react"

import { type AdminConsultation, ListConsultations } from "../../../contracts/consultations"
import { CONFLICT_LABELS, CONSULTATION_STATUS_LABELS } from "../../../contracts/statuses"
import { ConsultationDrawer } from "../../components/consultation-drawer"
import { STATUS_COLORS, useConsultations } from "../../lib/consultations"

const column = createDataTableColumnHelper<AdminConsultation>()

const columns = [
  column.accessor("starts_at", {
    header: "When",
    enableSorting: true,
    cell: ({ row: { original } }) => <TwoLines first={formatMoment(original.starts_at)} second={original.reference} />,
  }),
  column.accessor("status", {
    header: "Status",
    cell: ({ row: { original } }) =>
      original.conflict ? (
        <StatusBadge color="red">{CONFLICT_LABELS[original.conflict]}</StatusBadge>
      ) : (
        <StatusBadge color={STATUS_COLORS[original.status]}>{original.status_label}</StatusBadge>
      ),
  }),
  column.accessor("name", {
    header: "Visitor",
    cell: ({ row: { original } }) => <TwoLines first={original.name ?? NONE} second={original.email ?? ""} />,
  }),
  column.accessor("provider.name", { header: "Provider" }),
  column.accessor("service.title", { header: "Service" }),
  column.accessor("created_at", {
    header: "Created",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const filters = [statusFilter(CONSULTATION_STATUS_LABELS)]

const EMPTY = {
  heading: "No consultations yet",
  description: "Offer consultations on the page of a service. Bookings appear here.",
}

const ConsultationsPage = () => {
  const [open, setOpen] = useState<string>()
  const list = useListState({ query: ListConsultations, order: "-starts_at", filters: ["status"] })
  const consultations = useConsultations(list.query)
  return (
    <Container className="divide-y p-0">
      <ListTable
        title="Consultations"
        list={list}
        loaded={{ ...consultations, rows: consultations.data?.consultations }}
        columns={columns}
        filters={filters}
        searchFor="Reference, visitor or service"
        empty={EMPTY}
        onOpen={setOpen}
      />
      <ConsultationDrawer id={open} onClose={() => setOpen(undefined)} />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Consultations", icon: Calendar, rank: 2 })

export const handle = { breadcrumb: () => "Consultations" }

export default ConsultationsPage
