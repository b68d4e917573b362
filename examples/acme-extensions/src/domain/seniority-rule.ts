import type { AssignmentRule } from "@atrium/provider-assignment/extension-points"

/** Work that takes long goes to providers whom staff trust: those with a priority above zero. */
const LONG_WORK_MINUTES = 20 * 60

export const seniorityRule: AssignmentRule = {
  name: "acme-seniority",
  label: "Seniority",
  help: "Work of 20 hours or more needs a provider with a priority above 0",
  check: ({ provider, facts }) =>
    facts.needs.effort_minutes < LONG_WORK_MINUTES || provider.priority > 0
      ? undefined
      : { hours: Math.round(facts.needs.effort_minutes / 60) },
  explain: () => "has no priority above 0, which work of 20 hours or more needs",
}
