import { defineExtensionPoint } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AssignmentFacts } from "./contracts/decisions"
import type { FactKey } from "./domain/assignment"

export {
  type AssignmentRule,
  assignmentRules,
  type AssignmentScorer,
  assignmentScorers,
  type FactKey,
} from "./domain/assignment"

type Json = AssignmentFacts["extra"][string]

/** How a fact is read. Its value is recorded with the decision, so that the decision can be replayed. */
export type AssignmentFact = {
  /** The key that rules and scorers list in their `facts`; each fact has one, exported beside its rule. */
  readonly fact: FactKey
  /** One statement at most, whatever the number of providers. Called only when the policy lists a rule that uses it. */
  readonly gather: (
    knex: Knex,
    about: { readonly request_id: string; readonly provider_ids: readonly string[]; readonly at: Date }
  ) => Promise<Json>
}

/** Facts beyond those that every decision has. A rule whose fact is not gathered stops the process from starting. */
export const assignmentFacts = defineExtensionPoint<AssignmentFact>({
  name: "provider-assignment.facts",
  key: ({ fact }) => fact.name,
})
