import type { ServiceRequestStatus } from "@atrium/service-provisioning/contracts"
import type { RequestMove } from "@atrium/service-provisioning/extension-points"
import { enqueueWork, reopenWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ReleaseReason } from "../contracts/provider-statuses"
import { assignRequestWork } from "../domain/work-kinds"
import { releaseAssignment } from "../data/assignments"
import { wakeParkedRequests } from "./wake-parked-requests"

/** Statuses that end an assignment, and why. */
const ENDS: Partial<Record<ServiceRequestStatus, ReleaseReason>> = {
  completed: "completed",
  cancelled: "cancelled",
  pending_contact: "unassigned",
}

/**
 * Runs on every status change of a request, in its transaction: returns the effort when the request leaves its provider, and
 * schedules a new assignment when it has none. An assignment by the policy unparks the request itself.
 */
export const releaseOnMove = async (trx: Knex.Transaction, { request, to, actor, at }: RequestMove): Promise<void> => {
  const reason = ENDS[to] ?? null
  if (reason === null && actor.type === "system") return
  const released = await releaseAssignment(trx, request.id, { reason, at })
  // The parked item runs, finds nothing to do and is done.
  if (released.work_key) await reopenWork(trx, [released.work_key])
  // The provider who left is excluded by the rule `taken_off`.
  if (to === "pending_contact")
    await enqueueWork(trx, [assignRequestWork(request.id, released.assignment_id ?? String(at.getTime()))])
  if (released.assignment_id) await wakeParkedRequests(trx)
}
