import { AtriumError, clock, commonErrors } from "@atrium/kernel"
import { assignProviderToRequest } from "@atrium/service-provisioning/tx"
import { type ProviderAssignment, registerProviderAssigner } from "@atrium/service-provisioning/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { Candidate, EffortPart, Failure, ProviderFacts } from "../../contracts/decisions"
import { assignmentErrors } from "../../contracts/errors"
import { decide, effortInWords, failureInWords, listInWords, planEffort } from "../../domain/assignment"
import { requestProviderNotice } from "../../mail"
import { keepAssignment } from "../../modules/provider-assignment/store/decisions"
import { findProvider } from "../../modules/provider-assignment/store/providers"
import { releaseAssignment } from "../../modules/provider-assignment/store/release"
import { type GatheredFacts, gatherFacts } from "../../reconcile/assignment-facts"
import { retryWaitingRequests } from "./hurry"
import { lockAssignments } from "./lock"

/** The provider among the active ones. Throws for one that there is not, and for one that takes no work. */
const activeProvider = async (trx: Knex.Transaction, gathered: GatheredFacts, id: string): Promise<ProviderFacts> => {
  const provider = gathered.facts.providers.find((one) => one.id === id)
  if (provider) return provider
  if (await findProvider(trx, id)) throw assignmentErrors.fail("provider_not_active")
  throw commonErrors.fail("invalid_input", { details: { provider_id: "There is no provider with this id" } })
}

/** A refusal whose sentence names what it is about; staff alone read it. */
const said = (code: keyof typeof assignmentErrors.table, message: string, field: string): AtriumError =>
  new AtriumError(code, { ...assignmentErrors.table[code], message }, { details: { [field]: message } })

/**
 * Weeks for the effort, by capacity alone: working hours and absences are staff's to set aside, what was promised to
 * other customers is not.
 * @throws capacity_exceeded, naming the hours that are free
 */
const weeksFor = (provider: ProviderFacts, { facts, policy }: GatheredFacts): readonly EffortPart[] => {
  const { parts, free } = planEffort(provider, facts, policy.content, { capacityOnly: true })
  if (parts) return parts
  const { planning_weeks: weeks } = policy.content
  const ahead = weeks === 1 ? "this week" : `the next ${weeks} weeks`
  const needed = effortInWords(facts.needs.effort_minutes)
  const message = `${provider.name} has ${effortInWords(free)} free in ${ahead}, and this request needs ${needed}.`
  throw said("capacity_exceeded", message, "provider_id")
}

/** What staff set aside by choosing this provider. Throws `reason_needed` without a reason for that. */
const overriddenBy = (candidate: Candidate | undefined, reason: string | null): Failure[] => {
  const failures = (candidate?.failures ?? []).filter(({ rule }) => rule !== "capacity")
  if (failures.length && reason === null) {
    const message = `Say why: ${candidate?.name ?? "it"} ${listInWords(failures.map(failureInWords))}.`
    throw said("reason_needed", message, "reason")
  }
  return failures
}

const give = async (trx: Knex.Transaction, { request: seen, provider_id, reason, actor }: ProviderAssignment) => {
  await lockAssignments(trx)
  const gathered = await gatherFacts(trx, seen.id, clock.now())
  if (!gathered || provider_id === null) throw commonErrors.fail("not_found")
  // As it is under the lock: while staff waited for it, the engine may have given the request to somebody.
  const had = gathered.request.provider_id
  if (had === provider_id) return
  const provider = await activeProvider(trx, gathered, provider_id)
  const { candidates } = decide(gathered.policy.content, gathered.facts)
  const overridden = overriddenBy(
    candidates.find((one) => one.provider_id === provider.id),
    reason
  )
  const weeks = weeksFor(provider, gathered)
  const given = { id: provider.id, name: provider.name }
  const { request } = await assignProviderToRequest(trx, { request_id: seen.id, provider: given, actor, reason })
  if (had !== null) await releaseAssignment(trx, seen.id, { reason: "reassigned", at: new Date(gathered.facts.at) })
  const decision = {
    request: gathered.request,
    policy_version_id: gathered.policy.version_id,
    kind: "manual" as const,
    facts: gathered.facts,
    candidates,
    overridden,
    reason,
    actor,
  }
  const kept = await keepAssignment(trx, decision, { provider_id: provider.id, weeks })
  if (!kept) throw assignmentErrors.fail("provider_not_active")
  await requestProviderNotice(trx, { assignment_id: kept.assignment_id, provider: kept.provider, request })
  if (had !== null) await retryWaitingRequests(trx)
}

/**
 * Staff give a request to somebody, to somebody else, or to nobody, inside the transaction of Admin's change. What the
 * rules say against it is kept with the reason; capacity alone is never exceeded. Taking a provider off is a move, and
 * what follows a move (effort back, looking for somebody else) is in release-effort.ts.
 */
registerProviderAssigner(async (trx, assignment) => {
  if (assignment.provider_id !== null) return give(trx, assignment)
  const { request, actor, reason } = assignment
  await assignProviderToRequest(trx, { request_id: request.id, provider: null, actor, reason })
})
