import type { Actor } from "@atrium/kernel"
import { currentRequestId } from "@atrium/server"
import { generateEntityId } from "@medusajs/framework/utils"

import type { AssignmentFacts, Candidate, EffortPart, Failure } from "../../../contracts/decisions"
import type { AssignmentKind } from "../../../contracts/provider-words"
import type { Sql } from "./rows"

export type DecisionToKeep = {
  readonly request: { readonly id: string; readonly reference_number: string }
  readonly policy_version_id: string
  readonly kind: AssignmentKind
  readonly facts: AssignmentFacts
  readonly candidates: readonly Candidate[]
  /** Rules that staff set aside. */
  readonly overridden: readonly Failure[]
  readonly reason: string | null
  readonly actor: Actor
}

/** Who gets the request, and the weeks its effort is reserved in. */
export type Winner = { readonly provider_id: string; readonly weeks: readonly EffortPart[] }

export type Assigned = {
  assignment_id: string
  decision_id: string
  provider: { id: string; name: string; email: string; time_zone: string }
}

const DECISION = `
  INSERT INTO assignment_decision (id, request_id, reference_number, policy_version_id, kind, winner_id, facts, candidates,
    overridden, reason, actor_type, actor_id, trace_id, created_at, updated_at)
  SELECT :decisionId, :requestId, :reference, :policyVersionId, :kind, :winnerId, CAST(:facts AS jsonb),
    CAST(:candidates AS jsonb), CAST(:overridden AS jsonb), :reason, :actorType, :actorId, :traceId, :now, :now`

// A provider that stopped being active since it was chosen gets nothing: no row comes back, and the caller undoes all.
const ASSIGN = `
  WITH chosen AS (
    UPDATE provider SET last_assigned_at = :now WHERE id = :winnerId AND status = 'active' AND deleted_at IS NULL
    RETURNING id, name, email, time_zone, capacity_minutes_per_week
  ), decision AS (
    ${DECISION} FROM chosen
  ), given AS (
    INSERT INTO assignment (id, request_id, provider_id, decision_id, kind, effort_minutes, weeks, assigned_at, created_at,
      updated_at)
    SELECT :assignmentId, :requestId, chosen.id, :decisionId, :kind, :effort, CAST(:weeks AS jsonb), :now, :now, :now
    FROM chosen
  ), reserved AS (
    INSERT INTO provider_week (provider_id, week, reserved_minutes, capacity_minutes, updated_at)
    SELECT chosen.id, part.week, part.minutes, chosen.capacity_minutes_per_week, :now
    FROM chosen, jsonb_to_recordset(CAST(:weeks AS jsonb)) AS part(week date, minutes int)
    ORDER BY part.week
    ON CONFLICT (provider_id, week) DO UPDATE SET
      reserved_minutes = provider_week.reserved_minutes + excluded.reserved_minutes,
      capacity_minutes = greatest(provider_week.reserved_minutes, excluded.capacity_minutes),
      updated_at = excluded.updated_at
  ), settled AS (
    DELETE FROM assignment_waiting WHERE request_id = :requestId
  )
  SELECT id, name, email, time_zone FROM chosen`

const NOBODY = `
  WITH decision AS (
    ${DECISION}
  )
  INSERT INTO assignment_waiting (request_id, decision_id, work_key, since, look_again_at)
  VALUES (:requestId, :decisionId, :workKey, :now, :lookAgainAt)
  ON CONFLICT (request_id) DO UPDATE SET decision_id = excluded.decision_id, work_key = excluded.work_key,
    look_again_at = excluded.look_again_at`

const bindingsOf = (decision: DecisionToKeep, winnerId: string | null) => ({
  decisionId: generateEntityId(undefined, "adec"),
  requestId: decision.request.id,
  reference: decision.request.reference_number,
  policyVersionId: decision.policy_version_id,
  kind: decision.kind,
  winnerId,
  facts: JSON.stringify(decision.facts),
  candidates: JSON.stringify(decision.candidates),
  overridden: JSON.stringify(decision.overridden),
  reason: decision.reason,
  actorType: decision.actor.type,
  actorId: decision.actor.id,
  traceId: currentRequestId() ?? null,
  now: new Date(decision.facts.at),
})

/**
 * Writes the decision and the assignment, reserves the effort and ends the request's waiting: one statement. Undefined
 * when the provider is not active any more. Fails on the capacity check when more is reserved than there is, and on the
 * unique index when the request is in somebody's hands.
 */
export const keepAssignment = async (
  trx: Sql,
  decision: DecisionToKeep,
  winner: Winner
): Promise<Assigned | undefined> => {
  const bindings = bindingsOf(decision, winner.provider_id)
  const assignmentId = generateEntityId(undefined, "assign")
  const answer: { rows: Assigned["provider"][] } = await trx.raw(ASSIGN, {
    ...bindings,
    assignmentId,
    effort: decision.facts.needs.effort_minutes,
    weeks: JSON.stringify(winner.weeks),
  })
  const [provider] = answer.rows
  return provider && { assignment_id: assignmentId, decision_id: bindings.decisionId, provider }
}

/** Writes a decision that found nobody, and that the request waits; gives the decision's id. One statement. */
export const keepNobody = async (
  trx: Sql,
  decision: DecisionToKeep,
  waiting: { readonly work_key: string; readonly look_again_at: Date }
): Promise<string> => {
  const bindings = bindingsOf(decision, null)
  await trx.raw(NOBODY, { ...bindings, workKey: waiting.work_key, lookAgainAt: waiting.look_again_at })
  return bindings.decisionId
}
