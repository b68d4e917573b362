import { Badge, Text } from "@medusajs/ui"

import { formatMoment } from "../lib/format"
import { useTimeline } from "../lib/service-requests"
import { Empty, Section } from "./section"
import { whyNotLoaded } from "../lib/sdk"

/** What happened, public and internal; the customer sees the public part. */
export const TimelineSection = ({ id }: { id: string }) => {
  const { data, isError, error } = useTimeline(id)
  return (
    <Section title="Timeline">
      {isError && (
        <Empty>{whyNotLoaded(error, "The timeline could not be loaded. Reload the page to try again.")}</Empty>
      )}
      {data && data.timeline.length === 0 && <Empty>Nothing has happened yet.</Empty>}
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
