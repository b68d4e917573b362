import type { Actor } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import { currentRequestId } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { ServiceRequestStatus } from "../../contracts/statuses"
import { canMove } from "../../domain/service-request-status"
import { statusChangeMail } from "../../mail/status-change-request"
import { addNote, moveRequest, touchRequest } from "../../modules/service-request/store/moves"
import { findRequest, type ServiceRequestRow } from "../../modules/service-request/store/requests"
import { cancelOpenTasks } from "../../modules/service-request/store/tasks"

export type UpdateServiceRequestInput = {
  id: string
  actor: Actor
  status?: ServiceRequestStatus | undefined
  reason?: string | undefined
  notes?: string | undefined
  /** As the caller last saw it; another value in the row: `stale_version`. */
  updated_at?: string | undefined
}

/** Moves a request on inside the caller's transaction: row, history, timeline, mail, and its tasks when it is cancelled. */
export const moveInTransaction = async (
  trx: Knex.Transaction,
  seen: ServiceRequestRow,
  move: { to: ServiceRequestStatus; reason: string | null; actor: Actor }
): Promise<void> => {
  if (!canMove(seen.status, move.to)) throw commonErrors.fail("invalid_transition")
  const moved = await moveRequest(trx, seen, { ...move, requestId: currentRequestId() })
  if (!moved) throw commonErrors.fail("invalid_transition")
  if (move.to === "cancelled") await cancelOpenTasks(trx, seen.id)
  await recordTimeline(trx, {
    subjectId: seen.id,
    status: move.to,
    type: "status_changed",
    visibility: "public",
    occurredAt: moved.at,
  })
  await requestMail(trx, [statusChangeMail(seen, move.to, moved.historyId)])
}

// No compensation: it is the last step of its workflows, and everything it does is one transaction.
export const updateServiceRequestStep = createStep(
  "update-service-request",
  async (input: UpdateServiceRequestInput, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex.transaction(async (trx) => {
      const seen = await findRequest(trx, input.id)
      if (!seen) throw commonErrors.fail("not_found")
      if (input.updated_at && new Date(input.updated_at).getTime() !== seen.updated_at.getTime())
        throw commonErrors.fail("stale_version")
      if (input.status)
        await moveInTransaction(trx, seen, { to: input.status, reason: input.reason ?? null, actor: input.actor })
      else if (!(await touchRequest(trx, seen))) throw commonErrors.fail("conflict")
      if (input.notes) await addNote(trx, input.id, input.notes, input.actor)
    })
    return new StepResponse(input.id)
  }
)
