import { clock, type Actor } from "@atrium/kernel"
import { generateEntityId } from "@medusajs/framework/utils"

import type { ServiceRequestStatus } from "../../../contracts/statuses"
import { stampAfter, type ServiceRequestRow } from "./requests"
import type { Sql } from "./sql"

/** Snapshot of the provider a request has; both null: nobody. */
export type ProviderChange = { readonly id: string | null; readonly name: string | null }

export type Move = {
  readonly to: ServiceRequestStatus
  readonly reason: string | null
  readonly actor: Actor
  readonly requestId: string | undefined
  /** Left out: the provider stays, except that a request which waits for contact again has none. */
  readonly provider?: ProviderChange | undefined
}

type Moved = { readonly historyId: string; readonly request: ServiceRequestRow }

/** What a change was decided on: another state, or another provider in the row, means somebody was faster. */
type Seen = Pick<ServiceRequestRow, "id" | "status" | "provider_id" | "provider_name" | "updated_at">

const NOBODY: ProviderChange = { id: null, name: null }

const MOVE = `
  WITH moved AS (
    UPDATE service_request SET status = :to, updated_at = :at, provider_id = :providerId, provider_name = :providerName
    WHERE id = :id AND status = :from AND provider_id IS NOT DISTINCT FROM :seenProviderId AND deleted_at IS NULL
    RETURNING *
  ), told AS (
    INSERT INTO service_request_status_history (id, service_request_id, old_status, new_status, actor_type, actor_id,
      reason, request_id, created_at, updated_at)
    SELECT :historyId, moved.id, :from, :to, :actorType, :actorId, :reason, :requestId, :at, :at FROM moved
  )
  SELECT * FROM moved`

/**
 * Moves a request from the state and the provider it was seen with, and writes the history row: one statement, the WHERE
 * is the lock. Undefined when somebody was faster. Whether the move is allowed is the caller's to check; the history's
 * constraint refuses it in any case.
 */
export const moveRequest = async (trx: Sql, seen: Seen, move: Move): Promise<Moved | undefined> => {
  const historyId = generateEntityId(undefined, "srhist")
  const stays = move.to === "pending_contact" ? NOBODY : { id: seen.provider_id, name: seen.provider_name }
  const provider = move.provider ?? stays
  const answer: { rows: ServiceRequestRow[] } = await trx.raw(MOVE, {
    ...{ id: seen.id, from: seen.status, to: move.to, at: stampAfter(seen.updated_at, clock.now()), historyId },
    ...{ seenProviderId: seen.provider_id, providerId: provider.id, providerName: provider.name },
    ...{ actorType: move.actor.type, actorId: move.actor.id, reason: move.reason, requestId: move.requestId ?? null },
  })
  const [request] = answer.rows
  return request && { historyId, request }
}

/** Another provider in the same state; undefined when somebody changed state or provider meanwhile. One statement. */
export const setProvider = async (
  trx: Sql,
  seen: Seen,
  provider: ProviderChange
): Promise<ServiceRequestRow | undefined> => {
  const [request] = await trx("service_request")
    .where({ id: seen.id, status: seen.status })
    .andWhereRaw("provider_id IS NOT DISTINCT FROM ?", [seen.provider_id])
    .whereNull("deleted_at")
    .update({
      ...{ provider_id: provider.id, provider_name: provider.name },
      updated_at: stampAfter(seen.updated_at, clock.now()),
    })
    .returning<ServiceRequestRow[]>("*")
  return request
}

/** Marks the request as changed when only notes or tasks were; undefined when somebody changed it since it was seen. */
export const touchRequest = async (
  trx: Sql,
  seen: Pick<ServiceRequestRow, "id" | "updated_at">
): Promise<Date | undefined> => {
  const at = stampAfter(seen.updated_at, clock.now())
  const touched = await trx("service_request")
    .where({ id: seen.id, updated_at: seen.updated_at })
    .update({ updated_at: at })
  return touched ? at : undefined
}

export type HistoryRow = {
  old_status: ServiceRequestStatus | null
  new_status: ServiceRequestStatus
  actor_type: string
  actor_id: string | null
  reason: string | null
  created_at: Date
}

export const historyOf = (knex: Sql, requestId: string): Promise<HistoryRow[]> =>
  Promise.resolve(
    knex("service_request_status_history")
      .where({ service_request_id: requestId })
      .orderBy("sequence")
      .select<HistoryRow[]>(["old_status", "new_status", "actor_type", "actor_id", "reason", "created_at"])
  )

export type NoteRow = { id: string; text: string; actor_type: string; actor_id: string | null; created_at: Date }

export const addNote = async (trx: Sql, requestId: string, text: string, actor: Actor): Promise<void> => {
  const now = clock.now()
  await trx("service_request_note").insert({
    ...{ id: generateEntityId(undefined, "srnote"), service_request_id: requestId, text },
    ...{ actor_type: actor.type, actor_id: actor.id, created_at: now, updated_at: now },
  })
}

export const notesOf = (knex: Sql, requestId: string): Promise<NoteRow[]> =>
  Promise.resolve(
    knex("service_request_note")
      .where({ service_request_id: requestId })
      .orderBy(["created_at", "id"])
      .select<NoteRow[]>(["id", "text", "actor_type", "actor_id", "created_at"])
  )
