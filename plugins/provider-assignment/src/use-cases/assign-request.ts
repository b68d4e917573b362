import { clock, systemActor } from "@atrium/kernel"
import { assignProviderToRequest } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { type Assigned, lockAssignments, recordAssignment } from "../data/assignments"
import { unpark } from "../data/parked-requests"
import { decide, type Decision } from "../domain/assignment"
import { requestProviderNotice } from "../mail"
import { gatherFacts, type GatheredFacts } from "./gather-facts"
import { parkRequest } from "./park-request"

/** Result of an attempt. `settled`: the request already has a provider, is final, or staff have taken it over. */
export type AssignmentOutcome =
  | { readonly outcome: "assigned"; readonly assigned: Assigned }
  | { readonly outcome: "settled" }
  | { readonly outcome: "parked"; readonly reference_number: string }

/** Whether a request is open and unassigned. */
export const isUnassigned = ({ request }: GatheredFacts): boolean =>
  request.status === "pending_contact" && request.provider_id === null

const assignWinner = async (
  trx: Knex.Transaction,
  gathered: GatheredFacts,
  { candidates }: Decision,
  winner: NonNullable<Decision["winner"]>
): Promise<Assigned> => {
  // Locks the request's row first, then assignments and weeks, in the same order as every status change.
  const { request } = await assignProviderToRequest(trx, {
    request_id: gathered.request.id,
    seen: gathered.request,
    provider: { id: winner.provider_id, name: winner.name },
    actor: systemActor,
    reason: null,
  })
  const assigned = await recordAssignment(
    trx,
    {
      request: gathered.request,
      policy_version_id: gathered.policy.version_id,
      kind: "direct",
      facts: gathered.facts,
      candidates,
      overridden: [],
      reason: null,
      actor: systemActor,
    },
    { provider_id: winner.provider_id, weeks: winner.plan ?? [] }
  )
  // The next attempt reads the providers again.
  if (!assigned) throw new Error("The chosen provider is no longer active")
  await requestProviderNotice(trx, { assignment_id: assigned.assignment_id, provider: assigned.provider, request })
  return assigned
}

/**
 * Chooses the provider of an unassigned request by the policy: facts, decision, reserved effort, assignment, status and
 * notices in the caller's transaction, under one lock for all decisions. Without an eligible provider the decision is
 * recorded as well and the request is parked.
 * @param workKey the work item to reopen once a provider is eligible
 */
export const assignRequest = async (
  trx: Knex.Transaction,
  requestId: string,
  workKey: string
): Promise<AssignmentOutcome> => {
  await lockAssignments(trx)
  const gathered = await gatherFacts(trx, requestId, clock.now())
  if (!gathered || !isUnassigned(gathered)) {
    await unpark(trx, [requestId])
    return { outcome: "settled" }
  }
  const decision = decide(gathered.policy.content, gathered.facts)
  if (decision.winner)
    return { outcome: "assigned", assigned: await assignWinner(trx, gathered, decision, decision.winner) }
  await parkRequest(trx, gathered, decision, workKey)
  return { outcome: "parked", reference_number: gathered.request.reference_number }
}
