import type { AssignmentFacts, EffortPart, ProviderFacts } from "../../contracts/decisions"
import type { PolicyContent } from "../../contracts/policies"
import { boundsOfWeek, minutesOf, weekAfter, weekOf, workingTime } from "./working-time"

export type EffortPlan = {
  /** The weeks that take the effort, earliest first; null when they cannot take all of it. */
  readonly parts: readonly EffortPart[] | null
  /** Minutes free in all weeks of the plan. */
  readonly free: number
}

type FreeOptions = {
  /** Considers only capacity: for a provider chosen by staff despite working hours or absences. */
  readonly capacityOnly?: boolean
}

/**
 * Free minutes of a week: its remaining capacity, but at most the provider's working time in it (in the current week, the
 * remaining working time).
 */
const freeIn = (provider: ProviderFacts, week: string, at: number, { capacityOnly }: FreeOptions): number => {
  const reserved = provider.reserved[week] ?? 0
  const left = provider.capacity_minutes - reserved
  if (capacityOnly || left <= 0) return Math.max(0, left)
  const [monday, end] = boundsOfWeek(week, provider.time_zone)
  const wholeWeek = minutesOf(workingTime(provider, [monday, end], provider.absences))
  const ahead = at > monday ? minutesOf(workingTime(provider, [at, end], provider.absences)) : wholeWeek
  return Math.max(0, Math.min(left, wholeWeek - reserved, ahead))
}

/**
 * Spreads a request's effort over a provider's weeks, from the current one on, filling each before the next. Weeks are ISO
 * weeks in the provider's time zone. A request without effort fits every provider and reserves nothing.
 */
export const planEffort = (
  provider: ProviderFacts,
  facts: Pick<AssignmentFacts, "at" | "needs">,
  policy: Pick<PolicyContent, "planning_weeks">,
  options: FreeOptions = {}
): EffortPlan => {
  const at = Date.parse(facts.at)
  const first = weekOf(at, provider.time_zone)
  const parts: EffortPart[] = []
  let [left, free] = [facts.needs.effort_minutes, 0]
  for (let index = 0; index < policy.planning_weeks; index += 1) {
    const week = weekAfter(first, index)
    const open = freeIn(provider, week, at, options)
    const minutes = Math.min(open, left)
    free += open
    left -= minutes
    if (minutes > 0) parts.push({ week, minutes })
  }
  return { parts: left === 0 ? parts : null, free }
}
