import type { TrackingView } from "@/lib/medusa"
import { Badge, type Tone } from "@/lib/ui/feedback"
import { Timeline, type TimelineEntry } from "@/lib/ui/steps"
import { LocalTime } from "@/lib/ui/local-time"
import { CopyButton } from "@/lib/ui/copy-button"
import { formatExpected, statusText } from "../format"

const TONES: Readonly<Record<string, Tone>> = { completed: "accent", cancelled: "red" }

/** Public status of a request: reference number, status, next step and timeline. Contains no personal data. */
export const TrackingResult = ({ tracking, locale }: { tracking: TrackingView; locale: string }) => {
  const expected = formatExpected(tracking.next_step?.expected, locale)
  return (
    <div className="grid gap-14">
      <header className="grid gap-4">
        <p className="text-ink-soft">{tracking.service}</p>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
          <h1 className="font-mono text-2xl tracking-tight sm:text-3xl">
            <span className="sr-only">Reference number </span>
            {tracking.reference_number}
          </h1>
          <CopyButton text={tracking.reference_number} label={`Copy ${tracking.reference_number}`} />
        </div>
      </header>
      <dl className="grid gap-8 border-y border-line py-8 sm:grid-cols-2 sm:gap-12">
        <div className="grid content-start gap-3">
          <dt className="text-sm text-ink-soft">Status</dt>
          <dd className="grid justify-items-start gap-3">
            <Badge tone={TONES[tracking.status] ?? "neutral"}>{tracking.status_label}</Badge>
            <p className="font-serif text-xl">{statusText(tracking)}</p>
          </dd>
        </div>
        {tracking.next_step ? (
          <div className="grid content-start gap-3">
            <dt className="text-sm text-ink-soft">What happens next</dt>
            <dd className="grid gap-2">
              <p>{tracking.next_step.description}</p>
              {expected ? <p className="figures text-ink-soft">{expected}.</p> : null}
            </dd>
          </div>
        ) : null}
      </dl>
      <section aria-labelledby="timeline-heading" className="grid gap-6">
        <h2 id="timeline-heading" className="text-xl">
          Progress so far
        </h2>
        <Timeline label="Timeline" entries={timelineEntries(tracking, locale)} />
      </section>
    </div>
  )
}

/** Returns the timeline entries, oldest first. The newest is current unless the request has reached a final status. */
const timelineEntries = (tracking: TrackingView, locale: string): TimelineEntry[] =>
  tracking.timeline.map((event, index) => ({
    id: `${index}-${event.type}`,
    title: event.label,
    time: <LocalTime at={event.occurred_at} locale={locale} format="dateTime" />,
    state: index === tracking.timeline.length - 1 && !tracking.final ? "current" : "done",
  }))
