import { systemActor } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { recordParked } from "../data/assignments"
import { type Decision, failureInWords, listInWords } from "../domain/assignment"
import { requestStaffNotice } from "../mail"
import type { GatheredFacts } from "./gather-facts"

/** Time alone changes weeks, hours and absences: a parked request is checked again after this long at most. */
const CHECK_MINUTES = 10

export const nextCheck = (now: Date): Date => new Date(now.getTime() + CHECK_MINUTES * 60_000)

const asSentence = (clauses: readonly string[]): string => {
  const sentence = listInWords(clauses)
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}

/** Records the decision without an eligible provider, parks the request, and emails staff each provider's reason. */
export const parkRequest = async (
  trx: Knex.Transaction,
  { request, policy, facts }: GatheredFacts,
  { candidates }: Decision,
  workKey: string
): Promise<void> => {
  const decision_id = await recordParked(
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
    { work_key: workKey, check_at: nextCheck(new Date(facts.at)) }
  )
  const reasons = candidates.map(({ name, failures }) => ({
    provider_name: name,
    reason: asSentence(failures.map(failureInWords)),
  }))
  await requestStaffNotice(trx, { request, decision_id, reasons })
}
