import { systemActor } from "@atrium/kernel"
import { assignProviderToRequest } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { type Decision, failureInWords, listInWords } from "../../domain/assignment"
import { requestStaffNotice } from "../../mail"
import { keepNobody } from "../../modules/provider-assignment/store/decisions"
import type { GatheredFacts } from "../../reconcile/assignment-facts"

/** Time alone changes weeks, hours and absences: a request that waits is looked at again after this long at most. */
export const LOOK_AGAIN_MINUTES = 10

export const nextLook = (now: Date): Date => new Date(now.getTime() + LOOK_AGAIN_MINUTES * 60_000)

const asSentence = (clauses: readonly string[]): string => {
  const said = listInWords(clauses)
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`
}

/** Keeps the decision that found nobody, lets the request wait, and tells staff with each provider's reason. */
export const waitForSomebody = async (
  trx: Knex.Transaction,
  { request, policy, facts }: GatheredFacts,
  { candidates }: Decision,
  workKey: string
): Promise<void> => {
  const decision_id = await keepNobody(
    trx,
    {
      request,
      policy_version_id: policy.version_id,
      kind: "direct",
      facts,
      candidates,
      overridden: [],
      reason: null,
      actor: systemActor,
    },
    { work_key: workKey, look_again_at: nextLook(new Date(facts.at)) }
  )
  // "Nobody" for a request that nobody has changes nothing and gives the row that the mail is made of.
  const nobody = { request_id: request.id, provider: null, actor: systemActor, reason: null }
  const { request: row } = await assignProviderToRequest(trx, nobody)
  const reasons = candidates.map(({ name, failures }) => ({
    provider_name: name,
    reason: asSentence(failures.map(failureInWords)),
  }))
  await requestStaffNotice(trx, { request: row, decision_id, reasons })
}
