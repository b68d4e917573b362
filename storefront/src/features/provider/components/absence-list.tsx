import { EmptyState } from "@/lib/ui"

import { removeAbsence } from "../absence-actions"
import type { AbsenceView } from "../queries"
import { formatAbsence } from "../format"
import { ActionButton } from "./action-button"

/** Lists current and upcoming absences, each with a button to remove it. */
export const AbsenceList = ({
  absences,
  locale,
  timeZone,
}: {
  absences: readonly AbsenceView[]
  locale: string
  timeZone: string
}) => {
  if (absences.length === 0)
    return (
      <EmptyState title="Your absences will appear here">
        Add an absence below, and new requests during that time go to other providers.
      </EmptyState>
    )
  return (
    <ul className="border-b border-line">
      {absences.map((absence) => {
        const days = formatAbsence(absence, locale, timeZone)
        return (
          <li key={absence.id} className="flex flex-wrap items-start justify-between gap-4 border-t border-line py-5">
            <div className="grid gap-1">
              <p className="font-medium">{days}</p>
              {absence.reason ? <p className="text-ink-soft">{absence.reason}</p> : null}
            </div>
            <ActionButton
              action={removeAbsence.bind(null, absence.id)}
              label="Remove absence"
              about={days}
              variant="secondary"
              size="sm"
            />
          </li>
        )
      })}
    </ul>
  )
}
