import { createRegistry } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AssignmentFacts } from "../contracts/decisions"

type Json = AssignmentFacts["extra"][string]

/** Reads what a rule or a scorer of another plugin needs beyond the facts there are; recorded with the decision. */
export type FactsGatherer = (
  knex: Knex | Knex.Transaction,
  about: { readonly request_id: string; readonly provider_ids: readonly string[]; readonly at: Date }
) => Promise<Json>

const gatherers = createRegistry<FactsGatherer>("provider-assignment.facts")

/**
 * Gathers facts for the rule or scorer of this name, which finds them in `facts.extra[name]`. Runs only when the policy
 * lists it; one statement at most, whatever the number of providers. Called on import.
 */
export const registerAssignmentFacts = (name: string, gather: FactsGatherer): void => gatherers.register(name, gather)

/** What the listed rules and scorers asked for, one after the other: they share the caller's connection. */
export const gatherExtra = async (
  knex: Knex | Knex.Transaction,
  names: readonly string[],
  about: Parameters<FactsGatherer>[1]
): Promise<AssignmentFacts["extra"]> => {
  const extra: AssignmentFacts["extra"] = {}
  for (const name of names) {
    const gather = gatherers.get(name)
    if (gather) extra[name] = await gather(knex, about)
  }
  return extra
}
