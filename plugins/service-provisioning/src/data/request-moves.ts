import { clock, type Actor } from "@atrium/kernel"
import { checkedRows, column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { SERVICE_REQUEST_STATUSES, type ServiceRequestStatus } from "../contracts/statuses"
import { type ServiceRequestRow, stampAfter, StoredRequest } from "./service-requests"

/** Snapshot of the provider a request has; both null: unassigned. */
export type ProviderChange = { readonly id: string | null; readonly name: string | null }

export type Move = {
  readonly to: ServiceRequestStatus
  readonly reason: string | null
  readonly actor: Actor
  readonly requestId: string | undefined
  /** If omitted, the provider stays; a request that returns to `pending_contact` loses it. */
  readonly provider?: ProviderChange | undefined
}

type Moved = { readonly historyId: string; readonly request: ServiceRequestRow }

/** The state and provider a decision was based on: if the row differs, a concurrent change came first. */
type Seen = Pick<ServiceRequestRow, "id" | "status" | "provider_id" | "provider_name" | "updated_at">

const NO_PROVIDER: ProviderChange = { id: null, name: null }

const MOVE = `
  WITH moved AS (
    UPDATE service_request SET status = :to, updated_at = :at, provider_id = :providerId, provider_name = :providerName
    WHERE id = :id AND status = :from AND provider_id IS NOT DISTINCT FROM :seenProviderId AND deleted_at IS NULL
    RETURNING *
  ), history AS (
    INSERT INTO service_request_status_history (id, service_request_id, old_status, new_status, actor_type, actor_id,
      reason, request_id, created_at, updated_at)
    SELECT :historyId, moved.id, :from, :to, :actorType, :actorId, :reason, :requestId, :at, :at FROM moved
  )
  SELECT * FROM moved`

/**
 * Moves a request from the state and the provider it was seen with, and writes the history row; the WHERE is the lock.
 * Undefined when a concurrent change came first. Whether the move is allowed is the caller's to check; the history's
 * constraint refuses it in any case.
 */
export const moveRequest = async (trx: Knex, seen: Seen, move: Move): Promise<Moved | undefined> => {
  const historyId = generateEntityId(undefined, "srhist")
  const stays = move.to === "pending_contact" ? NO_PROVIDER : { id: seen.provider_id, name: seen.provider_name }
  const provider = move.provider ?? stays
  const request = await sqlRow(trx, StoredRequest, MOVE, {
    id: seen.id,
    from: seen.status,
    to: move.to,
    at: stampAfter(seen.updated_at, clock.now()),
    historyId,
    seenProviderId: seen.provider_id,
    providerId: provider.id,
    providerName: provider.name,
    actorType: move.actor.type,
    actorId: move.actor.id,
    reason: move.reason,
    requestId: move.requestId ?? null,
  })
  return request ? { historyId, request } : undefined
}

/** Changes the provider but not the state; undefined when state or provider changed in the meantime. */
export const setProvider = async (
  trx: Knex,
  seen: Seen,
  provider: ProviderChange
): Promise<ServiceRequestRow | undefined> => {
  const rows: unknown = await trx("service_request")
    .where({ id: seen.id, status: seen.status })
    .andWhereRaw("provider_id IS NOT DISTINCT FROM ?", [seen.provider_id])
    .whereNull("deleted_at")
    .update({
      provider_id: provider.id,
      provider_name: provider.name,
      updated_at: stampAfter(seen.updated_at, clock.now()),
    })
    .returning("*")
  return checkedRows(StoredRequest, rows)[0]
}

const HistoryRow = z.object({
  old_status: z.enum(SERVICE_REQUEST_STATUSES).nullable(),
  new_status: z.enum(SERVICE_REQUEST_STATUSES),
  actor_type: column.text,
  actor_id: column.text.nullable(),
  reason: column.text.nullable(),
  created_at: column.timestamp,
})
export type HistoryRow = z.infer<typeof HistoryRow>

/** Moves of a request, oldest first. */
export const historyOf = async (knex: Knex, requestId: string): Promise<HistoryRow[]> =>
  checkedRows(
    HistoryRow,
    await knex("service_request_status_history")
      .where({ service_request_id: requestId })
      .orderBy("sequence")
      .select(["old_status", "new_status", "actor_type", "actor_id", "reason", "created_at"])
  )

const NoteRow = z.object({
  id: column.text,
  text: column.text,
  actor_type: column.text,
  actor_id: column.text.nullable(),
  created_at: column.timestamp,
})
export type NoteRow = z.infer<typeof NoteRow>

export const addNote = async (trx: Knex, requestId: string, text: string, actor: Actor): Promise<void> => {
  const now = clock.now()
  await trx("service_request_note").insert({
    id: generateEntityId(undefined, "srnote"),
    service_request_id: requestId,
    text,
    actor_type: actor.type,
    actor_id: actor.id,
    created_at: now,
    updated_at: now,
  })
}

/** Notes of a request, oldest first. */
export const notesOf = async (knex: Knex, requestId: string): Promise<NoteRow[]> =>
  checkedRows(
    NoteRow,
    await knex("service_request_note")
      .where({ service_request_id: requestId })
      .orderBy(["created_at", "id"])
      .select(["id", "text", "actor_type", "actor_id", "created_at"])
  )
