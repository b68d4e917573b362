import { LayoutComposer } from "@medusajs/dashboard/components"
import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useParams } from "react-router-dom"

import { CustomerSection, PurchaseSection } from "../../../components/facts-section"
import { HistorySection } from "../../../components/history-section"
import { IntakeSection } from "../../../components/intake-section"
import { MoveStatus } from "../../../components/move-status"
import { NotesSection } from "../../../components/notes-section"
import { TasksSection } from "../../../components/tasks-section"
import { TimelineSection } from "../../../components/timeline-section"
import { formatMoment } from "../../../lib/format"
import { useServiceRequest } from "../../../lib/service-requests"
import { STATUS_COLOURS } from "../../../lib/statuses"
import { whyNotLoaded } from "../../../lib/sdk"
import { IfMay } from "../../../components/if-may"

/** Other plugins add widgets to its zones `service_request.details` and `service_request.details.side`. */
const ServiceRequestPage = () => {
  const { id = "" } = useParams()
  const { data, isLoading, isError, error } = useServiceRequest(id)
  const request = data?.service_request

  if (isLoading) return <Container className="h-64 animate-pulse" aria-busy="true" />
  if (isError || !request)
    return (
      <Container>
        <Heading>This service request could not be loaded</Heading>
        <Text size="small" className="text-ui-fg-subtle mt-2">
          {whyNotLoaded(error, "It may not exist, or the shop did not answer. Go back to the list and try again.")}
        </Text>
      </Container>
    )

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
              <Container className="flex flex-wrap items-center justify-between gap-4">
                <div>
                  <Heading className="font-mono">{request.reference_number}</Heading>
                  <Text size="small" className="text-ui-fg-subtle">
                    {request.service.title} · {request.tier.title} · bought {formatMoment(request.created_at)}
                  </Text>
                </div>
                <div className="flex items-center gap-3">
                  <StatusBadge color={STATUS_COLOURS[request.status]}>{request.status_label}</StatusBadge>
                  <IfMay permission="service-requests:write">
                    <MoveStatus request={request} />
                  </IfMay>
                </div>
              </Container>
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
            <LayoutComposer.Entry id="service-request-purchase">
              <PurchaseSection request={request} />
            </LayoutComposer.Entry>
          </>
        ),
      }}
    />
  )
}

export default ServiceRequestPage
