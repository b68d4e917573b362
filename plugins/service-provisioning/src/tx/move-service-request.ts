import type { Actor } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import { currentRequestId } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ServiceRequestStatus } from "../contracts/statuses"
import { canMoveBy } from "../domain/service-request-status"
import { statusChangeMail } from "../mail/status-change-request"
import { moveRequest, type ProviderChange } from "../data/request-moves"
import type { ServiceRequestRow } from "../data/service-requests"
import { cancelOpenTasks } from "../data/tasks"
import { runMoveEffects } from "./move-effects"

export type MoveToMake = {
  readonly to: ServiceRequestStatus
  readonly reason: string | null
  readonly actor: Actor
  /** The provider the request has from now on; left out: the one it had, and nobody when it waits for contact again. */
  readonly provider?: ProviderChange | undefined
}

/**
 * Moves a request on inside the caller's transaction: row, history, timeline, mail, its tasks when it is cancelled, and
 * what other contexts registered for moves. Compare-and-set on state and provider. Gives the row as it is now.
 * @throws invalid_transition when the table or the actor's own does not allow it, or somebody was faster
 */
export const moveServiceRequest = async (
  trx: Knex.Transaction,
  seen: ServiceRequestRow,
  move: MoveToMake
): Promise<ServiceRequestRow> => {
  if (!canMoveBy(move.actor.type, seen.status, move.to)) throw commonErrors.fail("invalid_transition")
  const moved = await moveRequest(trx, seen, { ...move, requestId: currentRequestId() })
  if (!moved) throw commonErrors.fail("invalid_transition")
  const at = moved.request.updated_at
  if (move.to === "cancelled") await cancelOpenTasks(trx, seen.id)
  await recordTimeline(trx, {
    subjectId: seen.id,
    status: move.to,
    type: "status_changed",
    visibility: "public",
    occurredAt: at,
  })
  await requestMail(trx, [statusChangeMail(seen, move.to, moved.historyId)])
  await runMoveEffects(trx, { request: seen, to: move.to, actor: move.actor, at })
  return moved.request
}
