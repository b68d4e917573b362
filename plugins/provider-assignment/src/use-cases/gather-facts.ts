import { readRequestToAssign, type RequestToAssign, type ServiceRequestRow } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AssignmentFacts } from "../contracts/decisions"
import type { PolicyContent } from "../contracts/policies"
import { readProviderFacts } from "../data/facts"
import { contactBy, factsOfPolicy } from "../domain/assignment"
import { assignmentFacts } from "../extension-points"

export type GatheredFacts = {
  readonly request: ServiceRequestRow
  readonly policy: { readonly version_id: string; readonly content: PolicyContent }
  readonly facts: AssignmentFacts
}

const needsOf = ({ request, routing, estimated_contact_hours }: RequestToAssign, now: Date) => ({
  skills: routing.skills,
  languages: routing.languages,
  regions: routing.regions,
  effort_minutes: Math.round(routing.effort_hours * 60),
  contact_by: contactBy(request.created_at, estimated_contact_hours, now).toISOString(),
})

/** Additional facts of the policy's rules and scorers. Gathered sequentially, because they share the caller's connection. */
const gatherExtra = async (
  knex: Knex,
  policy: PolicyContent,
  about: { request_id: string; provider_ids: readonly string[]; at: Date }
): Promise<AssignmentFacts["extra"]> => {
  const extra: AssignmentFacts["extra"] = {}
  for (const name of factsOfPolicy(policy)) {
    const fact = assignmentFacts.get(name)
    if (fact) extra[name] = await fact.gather(knex, about)
  }
  return extra
}

/**
 * Everything a decision about this request is based on: one statement for the request, one for all providers, and one
 * for each fact that another plugin gathers. Undefined when there is no such request.
 */
export const gatherFacts = async (knex: Knex, requestId: string, now: Date): Promise<GatheredFacts | undefined> => {
  const found = await readRequestToAssign(knex, requestId)
  if (!found) return undefined
  const { request } = found
  const read = await readProviderFacts(knex, { requestId, customerEmail: request.customer_email, now })
  if (!read) throw new Error("The shop has no assignment policy")
  const { version_id, policy, providers } = read
  const about = { request_id: requestId, provider_ids: providers.map(({ id }) => id), at: now }
  return {
    request,
    policy: { version_id, content: policy },
    facts: {
      at: now.toISOString(),
      request: { id: request.id, service_id: request.service_id, category: request.service_category },
      needs: needsOf(found, now),
      providers,
      extra: await gatherExtra(knex, policy, about),
    },
  }
}
