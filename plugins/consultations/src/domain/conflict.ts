import type { Conflict } from "../contracts/statuses"
import { overlaps, type Span } from "./slots"

/** What a provider's calendar says now. */
export type CalendarNow = { readonly active: boolean; readonly away: readonly Span[] }

/** Why a booked consultation may not take place; null without a conflict. */
export const conflictOf = (span: Span, calendar: CalendarNow | undefined): Conflict | null => {
  if (!calendar?.active) return "provider_not_active"
  return calendar.away.some((away) => overlaps(span, away)) ? "provider_away" : null
}
