import { Empty, formatMoment, Section } from "@atrium/admin-kit"
import { Badge, Text } from "@medusajs/ui"

import { useTimeline } from "../lib/service-requests"

/** Events of the request. Customers see only the public ones. */
export const TimelineSection = ({ id }: { id: string }) => {
  const { data, error, refetch } = useTimeline(id)
  return (
    <Section title="Timeline" error={error} onRetry={() => void refetch()}>
      {data && data.timeline.length === 0 && <Empty>No events yet.</Empty>}
      {data && data.timeline.length > 0 && (
        <ol className="flex flex-col gap-3 px-6 py-4">
          {data.timeline.map((event, index) => (
            <li key={`${event.occurred_at}-${index}`} className="flex items-start justify-between gap-4">
              <div>
                <Text size="small" leading="compact" weight="plus">
                  {event.label}
                </Text>
                {event.note && (
                  <Text size="small" className="text-ui-fg-subtle">
                    {event.note}
                  </Text>
                )}
                <Text size="xsmall" className="text-ui-fg-muted">
                  {formatMoment(event.occurred_at)}
                </Text>
              </div>
              <Badge size="2xsmall" color={event.visibility === "public" ? "green" : "grey"}>
                {event.visibility === "public" ? "Public" : "Internal"}
              </Badge>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
