import { type Actor, AtriumError, clock, commonErrors } from "@atrium/kernel"
import { assignProviderToRequest } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { Candidate, EffortPart, Failure, ProviderFacts } from "../contracts/decisions"
import { assignmentErrors } from "../contracts/errors"
import { type Assigned, lockAssignments, recordAssignment, releaseAssignment } from "../data/assignments"
import { findProvider } from "../data/providers"
import { decide, effortInWords, failureInWords, listInWords, planEffort } from "../domain/assignment"
import { requestProviderNotice } from "../mail"
import { gatherFacts, type GatheredFacts } from "./gather-facts"
import { wakeParkedRequests } from "./wake-parked-requests"

export type ChosenProvider = {
  readonly request_id: string
  readonly provider_id: string
  /** Required when the choice overrides a rule. */
  readonly reason: string | null
  readonly actor: Actor
  /** `updated_at` as the caller last read it; throws `stale_version` if it has changed. */
  readonly updated_at?: string | undefined
}

const activeProvider = async (trx: Knex.Transaction, gathered: GatheredFacts, id: string): Promise<ProviderFacts> => {
  const provider = gathered.facts.providers.find((one) => one.id === id)
  if (provider) return provider
  if (await findProvider(trx, id)) throw assignmentErrors.fail("provider_not_active")
  throw commonErrors.fail("invalid_input", { details: { provider_id: "No provider exists with this ID" } })
}

/** An error with a detailed message, which only staff see. */
const failWith = (code: keyof typeof assignmentErrors.table, message: string, field: string): AtriumError =>
  new AtriumError(code, { ...assignmentErrors.table[code], message }, { details: { [field]: message } })

/**
 * Weeks for the effort, by capacity alone: staff may override working hours and absences, but not effort that is
 * reserved for other customers.
 * @throws capacity_exceeded, naming the free hours
 */
const weeksFor = (provider: ProviderFacts, { facts, policy }: GatheredFacts): readonly EffortPart[] => {
  const { parts, free } = planEffort(provider, facts, policy.content, { capacityOnly: true })
  if (parts) return parts
  const { planning_weeks: weeks } = policy.content
  const ahead = weeks === 1 ? "this week" : `the next ${weeks} weeks`
  const needed = effortInWords(facts.needs.effort_minutes)
  const message = `${provider.name} has ${effortInWords(free)} free in ${ahead}, and this request needs ${needed}.`
  throw failWith("capacity_exceeded", message, "provider_id")
}

/** The rules that this choice overrides. Throws `reason_needed` when it overrides one without a reason. */
const overriddenBy = (candidate: Candidate | undefined, reason: string | null): Failure[] => {
  const failures = (candidate?.failures ?? []).filter(({ rule }) => rule !== "capacity")
  if (candidate && failures.length > 0 && reason === null) {
    const message = `Enter a reason: ${candidate.name} ${listInWords(failures.map(failureInWords))}.`
    throw failWith("reason_needed", message, "reason")
  }
  return failures
}

/**
 * Assigns a request to the provider that staff chose, in the caller's transaction. Overridden rules are recorded with
 * the reason; capacity cannot be exceeded. Null when the provider has the request already.
 * @throws not_found, stale_version, invalid_transition, invalid_input, provider_not_active, reason_needed,
 *   capacity_exceeded
 */
export const assignChosenProvider = async (
  trx: Knex.Transaction,
  { request_id, provider_id, reason, actor, updated_at }: ChosenProvider
): Promise<Assigned | null> => {
  await lockAssignments(trx)
  const gathered = await gatherFacts(trx, request_id, clock.now())
  if (!gathered) throw commonErrors.fail("not_found")
  const { request: seen, facts, policy } = gathered
  if (updated_at && seen.updated_at.getTime() !== new Date(updated_at).getTime())
    throw commonErrors.fail("stale_version")
  if (seen.provider_id === provider_id) return null
  const provider = await activeProvider(trx, gathered, provider_id)
  const { candidates } = decide(policy.content, facts)
  const overridden = overriddenBy(
    candidates.find((one) => one.provider_id === provider.id),
    reason
  )
  const weeks = weeksFor(provider, gathered)
  const { request } = await assignProviderToRequest(trx, {
    request_id,
    seen,
    provider: { id: provider.id, name: provider.name },
    actor,
    reason,
  })
  if (seen.provider_id !== null)
    await releaseAssignment(trx, request_id, { reason: "reassigned", at: new Date(facts.at) })
  const assigned = await recordAssignment(
    trx,
    {
      request: seen,
      policy_version_id: policy.version_id,
      kind: "manual",
      facts,
      candidates,
      overridden,
      reason,
      actor,
    },
    { provider_id: provider.id, weeks }
  )
  if (!assigned) throw assignmentErrors.fail("provider_not_active")
  await requestProviderNotice(trx, { assignment_id: assigned.assignment_id, provider: assigned.provider, request })
  if (seen.provider_id !== null) await wakeParkedRequests(trx)
  return assigned
}
