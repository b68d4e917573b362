import { clock, systemActor } from "@atrium/kernel"
import { provisionedRequestWork } from "@atrium/service-provisioning/extension-points"
import { assignProviderToRequest } from "@atrium/service-provisioning/tx"
import { registerWorkHandler, WorkParked } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { decide, type Decision } from "../../domain/assignment"
import { requestProviderNotice } from "../../mail"
import { keepAssignment } from "../../modules/provider-assignment/store/decisions"
import { endWaiting } from "../../modules/provider-assignment/store/waiting"
import { type GatheredFacts, gatherFacts } from "../../reconcile/assignment-facts"
import { ASSIGN_REQUEST, assignRequest } from "./kinds"
import { lockAssignments } from "./lock"
import { waitForSomebody } from "./wait-for-somebody"

provisionedRequestWork.add("provider-assignment", {
  name: "provider-assignment.assign-request",
  work: (request) => [assignRequest(request.id)],
})

/** The provider stopped being active between the facts and the commit; the next attempt sees it. */
const GONE = "The chosen provider is not active any more"

const give = async (trx: Knex.Transaction, gathered: GatheredFacts, decision: Decision): Promise<void> => {
  const { winner, candidates } = decision
  if (!winner?.plan) throw new Error("Nobody to give the request to")
  // The request's row first, then assignments and weeks: the order in which every move takes them.
  const { request } = await assignProviderToRequest(trx, {
    request_id: gathered.request.id,
    provider: { id: winner.provider_id, name: winner.name },
    actor: systemActor,
    reason: null,
  })
  const kept = await keepAssignment(
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
    { provider_id: winner.provider_id, weeks: winner.plan }
  )
  if (!kept) throw new Error(GONE)
  await requestProviderNotice(trx, { assignment_id: kept.assignment_id, provider: kept.provider, request })
}

const WAITS_FOR = "A provider who can take the request"

/** What a request's attempt came to: assigned or over, or the number of a request that no provider can take now. */
type Outcome = { done: true } | { done: false; reference_number: string }

const attempt = async (trx: Knex.Transaction, requestId: string, workKey: string): Promise<Outcome> => {
  await lockAssignments(trx)
  const gathered = await gatherFacts(trx, requestId, clock.now())
  // Somebody has it, it is over, or staff took it in hand themselves.
  if (gathered?.request.status !== "pending_contact" || gathered.request.provider_id !== null) {
    await endWaiting(trx, [requestId])
    return { done: true }
  }
  const decision = decide(gathered.policy.content, gathered.facts)
  if (decision.winner) {
    await give(trx, gathered, decision)
    return { done: true }
  }
  await waitForSomebody(trx, gathered, decision, workKey)
  return { done: false, reference_number: gathered.request.reference_number }
}

// Facts, decision, reserved effort, assignment, state, notices: one transaction under the one lock. When no provider fits,
// that decision is kept as well and the item is parked, which is not a failure: it is opened again by what changes
// (look-again.ts), or by Retry on Operations.
registerWorkHandler(ASSIGN_REQUEST, async ({ request_id }, { container, key }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const outcome = await knex.transaction((trx) => attempt(trx, request_id, key))
  if (!outcome.done) throw new WorkParked(`No eligible provider for ${outcome.reference_number}`, WAITS_FOR)
})
