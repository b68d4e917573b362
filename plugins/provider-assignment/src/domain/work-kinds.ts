import { defineWork, workOf, type WorkToEnqueue } from "@atrium/work-queue/contracts"
import { z } from "zod"

/** Chooses the provider of a request. Key: the request's ID, later `<request>:<assignment that ended>`. */
export const ASSIGN_REQUEST = defineWork({
  kind: "provider-assignment.assign-request",
  version: 1,
  payload: z.strictObject({ request_id: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** Checks parked requests after a change that may make a provider eligible. Key: any, one for each change. */
export const CHECK_PARKED = defineWork({
  kind: "provider-assignment.look-again",
  version: 1,
  payload: z.strictObject({}),
  maxAttempts: 6,
  backoffSeconds: 5,
})

export const assignRequestWork = (requestId: string, endedAssignmentId?: string | null): WorkToEnqueue =>
  workOf(ASSIGN_REQUEST, {
    key: endedAssignmentId ? `${requestId}:${endedAssignmentId}` : requestId,
    payload: { request_id: requestId },
  })
