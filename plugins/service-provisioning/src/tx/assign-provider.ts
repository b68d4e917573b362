import type { Actor } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { statusOnProviderChange } from "../domain/provider-change"
import { setProvider } from "../data/request-moves"
import { findRequest, type ServiceRequestRow } from "../data/service-requests"
import { moveServiceRequest } from "./move-service-request"

export type ProviderToAssign = {
  readonly request_id: string
  /** The request as this transaction read it, which saves reading it again. */
  readonly seen?: ServiceRequestRow | undefined
  /** null unassigns the provider. */
  readonly provider: { readonly id: string; readonly name: string } | null
  readonly actor: Actor
  readonly reason: string | null
}

const changeNote = (from: string | null, to: string | null, reason: string | null): string =>
  `${from ?? "Unassigned"} → ${to ?? "unassigned"}${reason ? `: ${reason}` : ""}`

/**
 * Assigns a request to a provider, or unassigns it, inside the caller's transaction. The first assignment moves it to
 * team_assigned, unassigning it back to pending_contact, each with history, public timeline, email and the move effects;
 * replacing the provider changes no status and is shown to staff only. The provider it has already changes nothing.
 * @throws not_found
 * @throws invalid_transition when the request is completed or canceled, or its status or provider changed meanwhile
 */
export const assignProviderToRequest = async (
  trx: Knex.Transaction,
  { request_id: id, seen: read, provider, actor, reason }: ProviderToAssign
): Promise<{ request: ServiceRequestRow }> => {
  const seen = read ?? (await findRequest(trx, id))
  if (!seen) throw commonErrors.fail("not_found")
  if (seen.provider_id === (provider?.id ?? null)) return { request: seen }
  const to = statusOnProviderChange(seen.status, provider !== null)
  if (to === undefined) throw commonErrors.fail("invalid_transition")
  const change = { id: provider?.id ?? null, name: provider?.name ?? null }
  if (to !== seen.status)
    return { request: await moveServiceRequest(trx, seen, { to, reason, actor, provider: change }) }
  const request = await setProvider(trx, seen, change)
  if (!request) throw commonErrors.fail("invalid_transition")
  await recordTimeline(trx, {
    subjectId: id,
    type: "provider_changed",
    visibility: "internal",
    occurredAt: request.updated_at,
    note: changeNote(seen.provider_name, provider?.name ?? null, reason),
    data: { from: seen.provider_id, to: provider?.id ?? null, actor_type: actor.type, actor_id: actor.id },
  })
  return { request }
}
