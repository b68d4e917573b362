import { formatMoment, IfMay, ListPage, statusFilter, Truncated, TwoLines, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Users } from "@medusajs/icons"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"

import { PROVIDER_STATUS_LABELS } from "../../../contracts/provider-statuses"
import { ListProviders, type ProviderOut } from "../../../contracts/providers"
import { CreateProvider } from "../../components/create-provider"
import { formatHours, PROVIDER_COLORS } from "../../lib/format"
import { useProviders } from "../../lib/providers"

const column = createDataTableColumnHelper<ProviderOut>()

const columns = [
  column.accessor("name", {
    header: "Name",
    enableSorting: true,
    cell: ({ row: { original } }) => <TwoLines first={original.name} second={original.email} />,
  }),
  column.accessor("status", {
    header: "Status",
    cell: ({ row: { original } }) => (
      <StatusBadge color={PROVIDER_COLORS[original.status]}>{original.status_label}</StatusBadge>
    ),
  }),
  column.accessor((row) => row.skills.join(", "), {
    id: "skills",
    header: "Skills",
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor("open_requests", { header: "Open requests" }),
  column.accessor("reserved_hours_this_week", {
    header: "This week",
    cell: ({ row: { original } }) =>
      `${formatHours(original.reserved_hours_this_week)} of ${formatHours(original.capacity_hours_per_week)}`,
  }),
  column.accessor("last_assigned_at", {
    header: "Last assigned",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const filters = [statusFilter(PROVIDER_STATUS_LABELS)]

const EMPTY = {
  heading: "No providers yet",
  description: "Add the people who do the work. Service requests are assigned to them automatically.",
}

const ProvidersPage = () => {
  const navigate = useNavigate()
  const list = useListState({ query: ListProviders, order: "name", filters: ["status"] })
  const providers = useProviders(list.query)
  return (
    <ListPage
      title="Providers"
      list={list}
      loaded={{ ...providers, rows: providers.data?.providers }}
      columns={columns}
      filters={filters}
      searchFor="Name or email"
      empty={EMPTY}
      onOpen={(id) => navigate(`/providers/${id}`)}
      actions={
        <IfMay permission="providers:write">
          <CreateProvider />
        </IfMay>
      }
    />
  )
}

export const config = defineRouteConfig({ label: "Providers", icon: Users, rank: 3 })

export const handle = { breadcrumb: () => "Providers" }

export default ProvidersPage
