import { ListPage, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CheckCircle } from "@medusajs/icons"
import { createDataTableFilterHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useNavigate } from "react-router-dom"

import { ListServiceRequests, type ServiceRequestOut } from "../../../contracts/service-requests"
import { SERVICE_REQUEST_STATUSES, serviceRequestStatusLabel } from "../../../contracts/statuses"
import { requestColumns } from "../../components/request-columns"
import { dateFilter } from "../../lib/date-filter"
import { useRequestFilters } from "../../lib/request-filters"
import { useServiceRequests } from "../../lib/service-requests"
import { useServiceOptions } from "../../lib/service-templates"

const filter = createDataTableFilterHelper<ServiceRequestOut>()

const EMPTY = {
  heading: "No service requests yet",
  description: "Services that customers have paid for appear here.",
}

const ServiceRequestsPage = () => {
  const navigate = useNavigate()
  const services = useServiceOptions()
  const added = useRequestFilters()

  const filters = useMemo(
    () => [
      filter.accessor("status", {
        type: "multiselect",
        label: "Status",
        options: SERVICE_REQUEST_STATUSES.map((value) => ({ value, label: serviceRequestStatusLabel(value) })),
      }),
      filter.custom({
        id: "due",
        type: "multiselect",
        label: "Due",
        options: [{ value: "overdue", label: "Overdue" }],
      }),
      filter.custom({ id: "service_id", type: "multiselect", label: "Service", options: services }),
      ...added.map(({ id, label, options }) => filter.custom({ id, type: "multiselect", label, options })),
      filter.accessor("created_at", dateFilter("Purchased")),
    ],
    [services, added]
  )

  const list = useListState({
    query: ListServiceRequests,
    order: "-created_at",
    filters: ["status", "due", "service_id", "created_at", ...added.map(({ id }) => id)],
  })
  const requests = useServiceRequests(list.query)
  return (
    <ListPage
      title="Service requests"
      list={list}
      loaded={{ ...requests, rows: requests.data?.service_requests }}
      columns={requestColumns}
      filters={filters}
      searchFor="Reference, customer, service"
      empty={EMPTY}
      onOpen={(id) => navigate(`/service-requests/${id}`)}
    />
  )
}

export const config = defineRouteConfig({ label: "Service requests", icon: CheckCircle, rank: 1 })

export const handle = { breadcrumb: () => "Service requests" }

export default ServiceRequestsPage
