import type { AssignmentRule } from "@atrium/provider-assignment/extension-points"

/** Work that takes long goes to providers whom staff trust: those with a priority above zero. */
const LONG_WORK_MINUTES = 20 * 60

/** What of a decision's facts the rule looks at. */
export type RuleInput = {
  readonly provider: { readonly priority: number }
  readonly facts: { readonly needs: { readonly effort_minutes: number } }
}

export const seniorityRule = {
  name: "acme-seniority",
  label: "Seniority",
  help: "Work of 20 hours or more needs a provider with a priority above 0",
  check: ({ provider, facts }: RuleInput) =>
    facts.needs.effort_minutes < LONG_WORK_MINUTES || provider.priority > 0
      ? undefined
      : { hours: Math.round(facts.needs.effort_minutes / 60) },
  explain: () => "has no priority above 0, which work of 20 hours or more needs",
} satisfies AssignmentRule
