import type { AssignmentRule } from "@atrium/provider-assignment/extension-points"

/** Requests with at least this much work are only assigned to providers with a priority above 0. */
const LONG_WORK_MINUTES = 20 * 60

/** The facts of a decision that the rule uses. */
export type RuleInput = {
  readonly provider: { readonly priority: number }
  readonly facts: { readonly needs: { readonly effort_minutes: number } }
}

export const seniorityRule = {
  name: "acme-seniority",
  label: "Seniority",
  help: "Work of 20 hours or more requires a provider with a priority above 0",
  check: ({ provider, facts }: RuleInput) =>
    facts.needs.effort_minutes < LONG_WORK_MINUTES || provider.priority > 0
      ? undefined
      : { hours: Math.round(facts.needs.effort_minutes / 60) },
  explain: () => "has no priority above 0, which is required for work of 20 hours or more",
} satisfies AssignmentRule
