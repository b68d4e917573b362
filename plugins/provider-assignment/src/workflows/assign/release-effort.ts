import { requestMoveEffects } from "@atrium/service-provisioning/extension-points"
import type { ServiceRequestStatus } from "@atrium/service-provisioning/contracts"
import { enqueueWork, reopenWork } from "@atrium/work-queue/tx"

import type { ReleaseReason } from "../../contracts/provider-words"
import { releaseAssignment } from "../../modules/provider-assignment/store/release"
import { retryWaitingRequests } from "./hurry"
import { assignRequest } from "./kinds"

/** Moves that end an assignment, and as what. */
const ENDS = {
  completed: "completed",
  cancelled: "cancelled",
  pending_contact: "unassigned",
} as const satisfies Partial<Record<ServiceRequestStatus, ReleaseReason>>

const endOf = (to: ServiceRequestStatus): ReleaseReason | null => {
  const ends: Partial<Record<ServiceRequestStatus, ReleaseReason>> = ENDS
  return ends[to] ?? null
}

// In the transaction of the move, whoever makes it: effort comes back exactly when the request leaves its provider. The
// engine's own assignment ends the waiting with its own statement, so its move needs nothing here.
requestMoveEffects.add("provider-assignment", {
  name: "provider-assignment.release-effort",
  run: async (trx, { request, to, actor, at }) => {
    const reason = endOf(to)
    if (reason === null && actor.type === "system") return
    const released = await releaseAssignment(trx, request.id, { reason, at })
    // Nobody has to fit any more: the item that waited on Operations runs, finds nothing to do and is done.
    if (released.work_key) await reopenWork(trx, [released.work_key])
    // Left without a successor: somebody else is looked for. The provider that left does not get it again by itself.
    if (to === "pending_contact")
      await enqueueWork(trx, [assignRequest(request.id, released.assignment_id ?? String(at.getTime()))])
    if (released.assignment_id) await retryWaitingRequests(trx)
  },
})
