import type { Actor } from "@atrium/kernel"
import { column, currentRequestId, sqlChanges, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { AssignmentFacts, Candidate, EffortPart, Failure } from "../contracts/decisions"
import type { AssignmentKind, ReleaseReason } from "../contracts/provider-statuses"

/**
 * Serializes decisions of all processes, so that each sees the effort that the previous one reserved. Held until the
 * caller's transaction ends. A separate statement, so that the next one reads what was committed while this one waited.
 */
export const lockAssignments = async (trx: Knex.Transaction): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended('provider-assignment.decide', 0))")
}

export type DecisionToRecord = {
  readonly request: { readonly id: string; readonly reference_number: string }
  readonly policy_version_id: string
  readonly kind: AssignmentKind
  readonly facts: AssignmentFacts
  readonly candidates: readonly Candidate[]
  /** Rules that staff overrode. */
  readonly overridden: readonly Failure[]
  readonly reason: string | null
  readonly actor: Actor
}

/** The chosen provider, and the weeks the request's effort is reserved in. */
export type Winner = { readonly provider_id: string; readonly weeks: readonly EffortPart[] }

const AssignedProvider = z.object({ id: column.text, name: column.text, email: column.text, time_zone: column.text })

export type Assigned = {
  readonly assignment_id: string
  readonly decision_id: string
  readonly provider: z.infer<typeof AssignedProvider>
}

const DECISION = `
  INSERT INTO assignment_decision (id, request_id, reference_number, policy_version_id, kind, winner_id, facts, candidates,
    overridden, reason, actor_type, actor_id, trace_id, created_at, updated_at)
  SELECT :decisionId, :requestId, :reference, :policyVersionId, :kind, :winnerId, CAST(:facts AS jsonb),
    CAST(:candidates AS jsonb), CAST(:overridden AS jsonb), :reason, :actorType, :actorId, :traceId, :now, :now`

// Returns no row for a provider who is no longer active, and the caller rolls back.
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

const PARK = `
  WITH decision AS (
    ${DECISION}
  )
  INSERT INTO assignment_waiting (request_id, decision_id, work_key, since, look_again_at)
  VALUES (:requestId, :decisionId, :workKey, :now, :lookAgainAt)
  ON CONFLICT (request_id) DO UPDATE SET decision_id = excluded.decision_id, work_key = excluded.work_key,
    look_again_at = excluded.look_again_at`

const bindingsOf = (decision: DecisionToRecord, winnerId: string | null) => ({
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
 * Records the decision and the assignment, reserves the effort and unparks the request. Null when the provider is no
 * longer active. Fails on the capacity check when more is reserved than there is, and on the unique index when the
 * request has a provider.
 */
export const recordAssignment = async (
  trx: Knex,
  decision: DecisionToRecord,
  winner: Winner
): Promise<Assigned | null> => {
  const bindings = bindingsOf(decision, winner.provider_id)
  const assignmentId = generateEntityId(undefined, "assign")
  const provider = await sqlRow(trx, AssignedProvider, ASSIGN, {
    ...bindings,
    assignmentId,
    effort: decision.facts.needs.effort_minutes,
    weeks: JSON.stringify(winner.weeks),
  })
  return provider && { assignment_id: assignmentId, decision_id: bindings.decisionId, provider }
}

/** Records a decision without an eligible provider and parks the request; returns the decision's ID. */
export const recordParked = async (
  trx: Knex,
  decision: DecisionToRecord,
  parked: { readonly work_key: string; readonly check_at: Date }
): Promise<string> => {
  const bindings = bindingsOf(decision, null)
  await sqlChanges(trx, PARK, { ...bindings, workKey: parked.work_key, lookAgainAt: parked.check_at })
  return bindings.decisionId
}

const Released = z.object({
  /** The assignment that ended; null when the request had none. */
  assignment_id: column.text.nullable(),
  provider_id: column.text.nullable(),
  /** The parked work of the request; null when it was not parked. */
  work_key: column.text.nullable(),
})
export type Released = z.infer<typeof Released>

// The WHERE is the lock: of two parallel releases, one finds the row. Weeks are locked in a fixed order, so that releases
// of the same provider cannot deadlock.
const RELEASE = `
  WITH released AS (
    UPDATE assignment SET released_at = :at, release_reason = :reason, updated_at = :at
    WHERE request_id = :requestId AND released_at IS NULL AND CAST(:reason AS text) IS NOT NULL
    RETURNING id, provider_id, weeks
  ), part AS (
    SELECT released.provider_id, w.week, w.minutes
    FROM released, jsonb_to_recordset(released.weeks) AS w(week date, minutes int)
  ), locked AS (
    SELECT w.provider_id, w.week FROM provider_week w JOIN part USING (provider_id, week)
    ORDER BY w.provider_id, w.week FOR UPDATE OF w
  ), freed AS (
    UPDATE provider_week w SET reserved_minutes = w.reserved_minutes - part.minutes, updated_at = :at
    FROM part JOIN locked USING (provider_id, week)
    WHERE w.provider_id = part.provider_id AND w.week = part.week
  ), unparked AS (
    DELETE FROM assignment_waiting WHERE request_id = :requestId RETURNING work_key
  )
  SELECT (SELECT id FROM released) AS assignment_id, (SELECT provider_id FROM released) AS provider_id,
    (SELECT work_key FROM unparked) AS work_key`

/**
 * Ends the assignment of a request, returns its effort week by week, and unparks the request; without a reason it only
 * unparks. Repeating it changes nothing.
 */
export const releaseAssignment = async (
  trx: Knex,
  requestId: string,
  { reason, at }: { reason: ReleaseReason | null; at: Date }
): Promise<Released> =>
  (await sqlRow(trx, Released, RELEASE, { requestId, reason, at })) ?? {
    assignment_id: null,
    provider_id: null,
    work_key: null,
  }
