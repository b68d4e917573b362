import { Badge, EmptyState } from "@/lib/ui"

import type { PortalConsultationView } from "../consultation-queries"
import { formatDateTime } from "../format"
import { CancelConsultation } from "./cancel-consultation"

const CONFLICTS = {
  provider_away: "You're away",
  provider_not_active: "Your access is suspended",
} as const

/** Lists booked consultations in the provider's time zone, with whom they are and what they are about. */
export const ConsultationList = ({
  consultations,
  locale,
  timeZone,
}: {
  consultations: readonly PortalConsultationView[]
  locale: string
  timeZone: string
}) =>
  consultations.length === 0 ? (
    <EmptyState title="Your consultations will appear here">
      Visitors book times within your weekly hours, except during absences.
    </EmptyState>
  ) : (
    <ul className="border-b border-line">
      {consultations.map((consultation) => (
        <li key={consultation.id} className="grid gap-2 border-t border-line py-5">
          <p className="flex flex-wrap items-center gap-3">
            <time dateTime={consultation.starts_at} className="text-lg font-medium">
              {formatDateTime(consultation.starts_at, locale, timeZone)}
            </time>
            {consultation.conflict ? <Badge tone="amber">{CONFLICTS[consultation.conflict]}</Badge> : null}
          </p>
          <p>
            {consultation.visitor.name},{" "}
            <a href={`mailto:${consultation.visitor.email}`} className="break-all text-accent underline">
              {consultation.visitor.email}
            </a>
          </p>
          <p className="text-ink-soft">
            {[consultation.service.title, consultation.place, consultation.reference].filter(Boolean).join(" · ")}
          </p>
          {consultation.note ? <p className="break-words whitespace-pre-wrap">{consultation.note}</p> : null}
          <CancelConsultation id={consultation.id} visitor={consultation.visitor.name} />
        </li>
      ))}
    </ul>
  )
