import { actorLabel, formatMoment, Section } from "@atrium/admin-kit"
import { Text } from "@medusajs/ui"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { serviceRequestStatusLabel } from "../../contracts/statuses"

/** Every status change, with who made it, when and why. */
export const HistorySection = ({ request }: { request: ServiceRequestDetailOut }) => (
  <Section title="History">
    <ol className="flex flex-col gap-4 px-6 py-4">
      {request.history.map((entry) => (
        <li key={`${entry.created_at}-${entry.to}`}>
          <Text size="small" leading="compact" weight="plus">
            {entry.from ? `${serviceRequestStatusLabel(entry.from)} → ` : ""}
            {serviceRequestStatusLabel(entry.to)}
          </Text>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {formatMoment(entry.created_at)} · {actorLabel(entry.actor_type)}
          </Text>
          {entry.reason && (
            <Text size="small" className="text-ui-fg-subtle">
              {entry.reason}
            </Text>
          )}
        </li>
      ))}
    </ol>
  </Section>
)
