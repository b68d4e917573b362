import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { DecisionDetailOut, DecisionOut, ListDecisions, ReplayOut } from "../contracts/decisions"
import { type DecisionRow, findDecision, type ListedDecision, listDecisions } from "../data/decisions"
import { explainCandidate, explainDecision, failureInWords, replay } from "../domain/assignment"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const toDecision = (row: ListedDecision): DecisionOut => ({
  id: row.id,
  request_id: row.request_id,
  reference_number: row.reference_number,
  kind: row.kind,
  winner: row.winner_id === null ? null : { id: row.winner_id, name: row.winner_name ?? "" },
  candidates_count: row.candidates_count,
  eligible_count: row.eligible_count,
  policy_version: row.policy_version,
  reason: row.reason,
  actor_type: row.actor_type,
  actor_id: row.actor_id,
  created_at: row.created_at.toISOString(),
})

const decisionOf = async (container: MedusaContainer, id: string): Promise<DecisionRow> => {
  const row = await findDecision(sql(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return row
}

export type DecisionPage = { assignment_decisions: DecisionOut[]; count: number; offset: number; limit: number }

/** Decisions, newest first. */
export const listDecisionsForStaff = async (
  container: MedusaContainer,
  query: ListDecisions
): Promise<DecisionPage> => {
  const { rows, count } = await listDecisions(sql(container), query)
  return { assignment_decisions: rows.map(toDecision), count, offset: query.offset, limit: query.limit }
}

/** One decision with a sentence for each candidate. Throws `not_found`. */
export const readDecision = async (container: MedusaContainer, id: string): Promise<DecisionDetailOut> => {
  const row = await decisionOf(container, id)
  return {
    ...toDecision(row),
    summary: explainDecision(row),
    facts: row.facts,
    policy: { id: row.policy_id, name: row.policy_name, version_id: row.policy_version_id, content: row.policy },
    candidates: row.candidates.map((candidate) => ({ ...candidate, sentence: explainCandidate(candidate, row) })),
    overridden: row.overridden.map((failure) => ({ ...failure, sentence: failureInWords(failure) })),
  }
}

/**
 * Decides again on the recorded facts, by the version of the policy that was in force. Changes nothing.
 * Throws `not_found`.
 */
export const replayDecision = async (container: MedusaContainer, id: string): Promise<ReplayOut> => {
  const row = await decisionOf(container, id)
  const { winner_id, ...replayed } = replay(row)
  const name = row.candidates.find(({ provider_id }) => provider_id === winner_id)?.name ?? row.winner_name ?? ""
  return { ...replayed, winner: winner_id === null ? null : { id: winner_id, name } }
}
