import type { Actor } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import { currentRequestId } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ServiceRequestStatus } from "../contracts/statuses"
import { moveRequest, type ProviderChange } from "../data/request-moves"
import type { ServiceRequestRow } from "../data/service-requests"
import { cancelOpenTasks } from "../data/tasks"
import { changesOrder } from "../domain/order-progress"
import { canMoveBy } from "../domain/service-request-status"
import { orderProgressWork } from "../domain/work-kinds"
import { requestMoveEffects } from "../extension-points"
import { statusChangeMail } from "../mail/status-change"

export type MoveToMake = {
  readonly to: ServiceRequestStatus
  readonly reason: string | null
  readonly actor: Actor
  /** The new provider. If omitted it stays, or is unassigned when the request returns to `pending_contact`. */
  readonly provider?: ProviderChange | undefined
}

/**
 * Moves a request inside the caller's transaction: row, history, timeline, email, its tasks when it is canceled, the
 * progress of its order, and the effects of other plugins. Compare-and-set on state and provider. Returns the row as it is now.
 * @throws invalid_transition when the move is not allowed to this actor, or a concurrent change came first
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
  if (changesOrder(seen.status, move.to)) await enqueueWork(trx, [orderProgressWork(seen.order_id, moved.historyId)])
  for (const effect of requestMoveEffects.all())
    await effect.run(trx, { request: seen, to: move.to, actor: move.actor, at })
  return moved.request
}
