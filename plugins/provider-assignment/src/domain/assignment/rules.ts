import { z } from "zod"

import { effortInWords, listInWords, momentInWords } from "./phrases"
import { type AssignmentRule, assignmentRules } from "./rule-registry"
import { type TimeSpan, workingTime } from "./working-time"

const Missing = z.object({ missing: z.array(z.string()) })
const Span = z.object({ from: z.string(), to: z.string(), time_zone: z.string() })
const Capacity = z.object({ needed: z.number(), free: z.number(), weeks: z.number() })

const same = (one: string) => one.trim().toLowerCase()
const lacking = (needed: readonly string[], has: readonly string[]): string[] => {
  const known = new Set(has.map(same))
  return needed.filter((word) => !known.has(same(word)))
}
const missingFrom = (needed: readonly string[], has: readonly string[]) => {
  const missing = lacking(needed, has)
  return missing.length ? { missing } : undefined
}

const service: AssignmentRule = {
  name: "service",
  label: "Services",
  help: "The provider may work on the service",
  check: ({ provider, facts }) =>
    provider.service_ids === null || provider.service_ids.includes(facts.request.service_id) ? undefined : {},
  explain: () => "may not work on this service",
}

const skills: AssignmentRule = {
  name: "skills",
  label: "Skills",
  help: "The provider has every skill the service needs",
  check: ({ provider, facts }) => missingFrom(facts.needs.skills, provider.skills),
  explain: (data) => {
    const { missing } = Missing.parse(data)
    return `lacks the ${missing.length > 1 ? "skills" : "skill"} ${listInWords(missing)}`
  },
}

const languages: AssignmentRule = {
  name: "languages",
  label: "Languages",
  help: "The provider speaks every language of the service",
  check: ({ provider, facts }) => missingFrom(facts.needs.languages, provider.languages),
  explain: (data) => `does not work in ${listInWords(Missing.parse(data).missing)}`,
}

const regions: AssignmentRule = {
  name: "regions",
  label: "Regions",
  help: "The provider works in at least one of the service's regions; no regions means everywhere",
  check: ({ provider, facts }) => {
    const needed = facts.needs.regions
    if (needed.length === 0 || provider.regions.length === 0) return undefined
    const missing = lacking(needed, provider.regions)
    return missing.length === needed.length ? { missing } : undefined
  },
  explain: (data) => `does not work in the region ${Missing.parse(data).missing.join(" or ")}`,
}

const blocked: AssignmentRule = {
  name: "blocked",
  label: "Blocked customers",
  help: "The customer is not blocked for this provider",
  check: ({ provider }) => (provider.blocked ? {} : undefined),
  explain: () => "does not work for this customer",
}

const takenOff: AssignmentRule = {
  name: "taken_off",
  label: "Unassigned before",
  help: "Not a request that staff unassigned from this provider; staff can still assign it again",
  check: ({ provider }) => (provider.taken_off ? {} : undefined),
  explain: () => "was unassigned from this request before",
}

const untilContact = (at: string, contactBy: string): TimeSpan => [Date.parse(at), Date.parse(contactBy)]

const workingHours: AssignmentRule = {
  name: "working_hours",
  label: "Working hours",
  help: "The provider works before the promised time of first contact",
  check: ({ provider, facts }) => {
    const { at, needs } = facts
    if (workingTime(provider, untilContact(at, needs.contact_by)).length) return undefined
    return { from: at, to: needs.contact_by, time_zone: provider.time_zone }
  },
  explain: (data) => {
    const { to, time_zone } = Span.parse(data)
    return `does not work before ${momentInWords(to, time_zone)}, when the customer must have been contacted`
  },
}

const absence: AssignmentRule = {
  name: "absence",
  label: "Absences",
  help: "The provider is not absent until the promised time of first contact",
  check: ({ provider, facts }) => {
    const { at, needs } = facts
    const stretch = untilContact(at, needs.contact_by)
    const works = workingTime(provider, stretch)
    // A provider who does not work then is excluded by their working hours already.
    if (works.length === 0 || workingTime(provider, stretch, provider.absences).length) return undefined
    const back = provider.absences
      .filter(({ ends_at }) => Date.parse(ends_at) > stretch[0])
      .reduce((latest, { ends_at }) => (ends_at > latest ? ends_at : latest), at)
    return { from: at, to: back, time_zone: provider.time_zone }
  },
  explain: (data) => {
    const { to, time_zone } = Span.parse(data)
    return `is away until ${momentInWords(to, time_zone)}`
  },
}

const capacity: AssignmentRule = {
  name: "capacity",
  label: "Capacity",
  help: "The provider has enough free hours in the weeks ahead",
  check: ({ facts, policy, plan }) => {
    const { parts, free } = plan()
    return parts ? undefined : { needed: facts.needs.effort_minutes, free, weeks: policy.planning_weeks }
  },
  explain: (data) => {
    const { needed, free, weeks } = Capacity.parse(data)
    const ahead = weeks === 1 ? "this week" : `the next ${weeks} weeks`
    return `has ${effortInWords(free)} free in ${ahead} and this needs ${effortInWords(needed)}`
  },
}

/** The hard rules every shop has, in the order in which Admin lists them. */
export const BUILT_IN_RULES = [
  service,
  skills,
  languages,
  regions,
  blocked,
  takenOff,
  workingHours,
  absence,
  capacity,
] as const

for (const [order, rule] of BUILT_IN_RULES.entries()) assignmentRules.add("provider-assignment", rule, { order })
