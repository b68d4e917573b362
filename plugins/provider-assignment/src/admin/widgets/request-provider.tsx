import { Fact, IfMay, Section } from "@atrium/admin-kit"
import { defineExtensionPoint } from "@atrium/kernel"
import type { RequestFilter, ServiceRequestDetailOut } from "@atrium/service-provisioning/contracts"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Link } from "react-router-dom"

import { AssignProvider } from "../components/assign-provider"
import { fetchAllProviders } from "../lib/assignment"

// Refers to service-provisioning's extension point by name: Admin bundles each plugin separately, and they share only types
// and the kernel.
const requestFilters = defineExtensionPoint<RequestFilter>({
  name: "service-provisioning.request-filters",
  key: ({ id }) => id,
})

requestFilters.add("provider-assignment", {
  id: "provider_id",
  label: "Provider",
  options: async () => [
    { value: "none", label: "Unassigned" },
    ...(await fetchAllProviders()).map(({ id, name }) => ({ value: id, label: name })),
  ],
})

/** On the request page: its provider, the reasons, and a way to change it. */
const RequestProvider = ({ data: request }: { data: ServiceRequestDetailOut }) => (
  <Section
    title="Provider"
    action={
      <IfMay permission="service-requests:write">
        <AssignProvider request={request} />
      </IfMay>
    }
  >
    <Fact label="Assigned to">{request.provider?.name ?? "Unassigned"}</Fact>
    <Fact label="Decision">
      <Link className="text-ui-fg-interactive" to={`/providers/decisions?request_id=${request.id}`}>
        Eligible providers and reasons
      </Link>
    </Fact>
  </Section>
)

export const config = defineWidgetConfig({ zone: "service_request.details.side" })

export default RequestProvider
