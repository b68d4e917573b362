import { formatMoment, IfMay, PageHeader, PageStatus } from "@atrium/admin-kit"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { StatusBadge } from "@medusajs/ui"
import { type UIMatch, useParams } from "react-router-dom"

import { DisputeSection } from "../../../components/dispute-section"
import { CustomerSection, PurchaseSection } from "../../../components/facts-section"
import { HistorySection } from "../../../components/history-section"
import { IntakeSection } from "../../../components/intake-section"
import { MoveStatus } from "../../../components/move-status"
import { NotesSection } from "../../../components/notes-section"
import { TasksSection } from "../../../components/tasks-section"
import { TimelineSection } from "../../../components/timeline-section"
import { useServiceRequest } from "../../../lib/service-requests"
import { STATUS_COLORS } from "../../../lib/statuses"

/** Other plugins can add widgets to the zones `service_request.details` and `service_request.details.side`. */
const ServiceRequestPage = () => {
  const { id = "" } = useParams()
  const loading = useServiceRequest(id)
  const request = loading.data?.service_request
  if (!request) return <PageStatus what="This service request" loading={loading} />

  return (
    <LayoutComposer
      widgetsZonePrefix="service_request.details"
      preferredLayoutId="core:two-column"
      data={request}
      hasOutlet={false}
      sections={{
        main: (
          <>
            <LayoutComposer.Entry id="service-request-status">
              <PageHeader
                title={request.reference_number}
                mono
                subtitle={`${request.service.title} · ${request.tier.title} · Purchased ${formatMoment(request.created_at)}`}
              >
                <StatusBadge color={STATUS_COLORS[request.status]}>{request.status_label}</StatusBadge>
                <IfMay permission="service-requests:write">
                  <MoveStatus request={request} />
                </IfMay>
              </PageHeader>
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="service-request-tasks">
              <TasksSection request={request} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="service-request-intake">
              <IntakeSection request={request} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="service-request-notes">
              <NotesSection request={request} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="service-request-timeline">
              <TimelineSection id={request.id} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="service-request-history">
              <HistorySection request={request} />
            </LayoutComposer.Entry>
          </>
        ),
        side: (
          <>
            <LayoutComposer.Entry id="service-request-customer">
              <CustomerSection request={request} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="service-request-dispute">
              <DisputeSection request={request} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="service-request-purchase">
              <PurchaseSection request={request} />
            </LayoutComposer.Entry>
          </>
        ),
      }}
    />
  )
}

const Breadcrumb = ({ id }: { id: string }) =>
  useServiceRequest(id).data?.service_request.reference_number ?? "Service request"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <Breadcrumb id={params["id"] ?? ""} />,
  seo: () => ({ title: "Service request" }),
}

export default ServiceRequestPage
