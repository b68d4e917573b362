import { randomUUID } from "node:crypto"

import { defineWork, workOf, type WorkToEnqueue } from "@atrium/work-queue/contracts"
import { z } from "zod"

/**
 * A request looks for its provider. Key: the request's id, and for each time it lost its provider again
 * `<request>:<assignment that ended>`.
 */
export const ASSIGN_REQUEST = defineWork({
  kind: "provider-assignment.assign-request",
  version: 1,
  payload: z.strictObject({ request_id: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** Something changed: requests that wait for somebody to fit are looked at. Key: any, one for each change. */
export const LOOK_AGAIN = defineWork({
  kind: "provider-assignment.look-again",
  version: 1,
  payload: z.strictObject({}),
  maxAttempts: 6,
  backoffSeconds: 5,
})

export const assignRequest = (requestId: string, after?: string | null): WorkToEnqueue =>
  workOf(ASSIGN_REQUEST, { key: after ? `${requestId}:${after}` : requestId, payload: { request_id: requestId } })

export const lookAgain = (): WorkToEnqueue => workOf(LOOK_AGAIN, { key: randomUUID(), payload: {} })
