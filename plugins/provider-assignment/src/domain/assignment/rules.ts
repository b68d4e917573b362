import { z } from "zod"

import { type AssignmentRule, registerAssignmentRule } from "./parts"
import { effortInWords, listInWords, momentInWords } from "./words"
import { type Stretch, workingTime } from "./working-time"

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
  label: "Services",
  help: "Only services this provider may work on",
  check: ({ provider, facts }) =>
    provider.service_ids === null || provider.service_ids.includes(facts.request.service_id) ? undefined : {},
  explain: () => "may not work on this service",
}

const skills: AssignmentRule = {
  label: "Skills",
  help: "Every skill the service needs",
  check: ({ provider, facts }) => missingFrom(facts.needs.skills, provider.skills),
  explain: (data) => {
    const { missing } = Missing.parse(data)
    return `lacks the ${missing.length > 1 ? "skills" : "skill"} ${listInWords(missing)}`
  },
}

const languages: AssignmentRule = {
  label: "Languages",
  help: "Every language the service is given in",
  check: ({ provider, facts }) => missingFrom(facts.needs.languages, provider.languages),
  explain: (data) => `does not work in ${listInWords(Missing.parse(data).missing)}`,
}

const regions: AssignmentRule = {
  label: "Regions",
  help: "One of the service's regions at least; a provider without regions works everywhere",
  check: ({ provider, facts }) => {
    const needed = facts.needs.regions
    if (needed.length === 0 || provider.regions.length === 0) return undefined
    const missing = lacking(needed, provider.regions)
    return missing.length === needed.length ? { missing } : undefined
  },
  explain: (data) => `does not work in the region ${Missing.parse(data).missing.join(" or ")}`,
}

const blocked: AssignmentRule = {
  label: "Blocked customers",
  help: "Never for a customer that staff keep apart from this provider",
  check: ({ provider }) => (provider.blocked ? {} : undefined),
  explain: () => "does not work for this customer",
}

const takenOff: AssignmentRule = {
  label: "Taken off before",
  help: "Never again a request that staff took off this provider; staff can still give it back by hand",
  check: ({ provider }) => (provider.taken_off ? {} : undefined),
  explain: () => "was taken off this request before",
}

const untilContact = (at: string, contactBy: string): Stretch => [Date.parse(at), Date.parse(contactBy)]

const workingHours: AssignmentRule = {
  label: "Working hours",
  help: "Works between now and the time by which the customer was promised to be contacted",
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
  label: "Absences",
  help: "Is not away all the time between now and the promised contact",
  check: ({ provider, facts }) => {
    const { at, needs } = facts
    const stretch = untilContact(at, needs.contact_by)
    const works = workingTime(provider, stretch)
    // Whoever does not work then is refused by the working hours already.
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
  label: "Capacity",
  help: "The effort fits into the weeks ahead",
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

/** The hard rules every shop has. */
export const BUILT_IN_RULES = {
  service,
  skills,
  languages,
  regions,
  blocked,
  taken_off: takenOff,
  working_hours: workingHours,
  absence,
  capacity,
} as const satisfies Record<string, AssignmentRule>

for (const [name, rule] of Object.entries(BUILT_IN_RULES)) registerAssignmentRule(name, rule)
