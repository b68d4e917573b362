import { clock, emailText } from "@atrium/kernel"
import { defineWork, type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { z } from "zod"

import { PRIVACY_KINDS } from "../contracts"
import { hashOf } from "./secret-link"

const MINUTE_MS = 60_000

const PrivacyAsked = z.strictObject({
  kind: z.enum(PRIVACY_KINDS),
  email: emailText,
  customer_id: z.string().nullable(),
})
export type PrivacyAsked = z.infer<typeof PrivacyAsked>

const id = z.strictObject({ id: z.string() })

/** Finds out whether anything is known about the address, and emails the link. */
export const SEND_CONFIRMATION = defineWork({
  kind: "identity.send-privacy-confirmation",
  version: 1,
  payload: PrivacyAsked,
  maxAttempts: 6,
  backoffSeconds: 10,
})

/** Exports or erases. Its key is the request. */
export const RUN_REQUEST = defineWork({
  kind: "identity.run-privacy-request",
  version: 1,
  payload: id,
  maxAttempts: 10,
  backoffSeconds: 30,
})

/** Removes the address once the person knows that they are erased. */
export const FORGET_PERSON = defineWork({
  kind: "identity.forget-person",
  version: 1,
  payload: id,
  maxAttempts: 12,
  backoffSeconds: 30,
})

/** One item per minute and request, so that repeated calls write few rows. The hash hides the address. */
export const sendConfirmationWork = (asked: PrivacyAsked): WorkToEnqueue =>
  workOf(SEND_CONFIRMATION, {
    key: hashOf([asked.email, asked.kind, Math.floor(clock.now().getTime() / MINUTE_MS)].join("|")),
    payload: asked,
  })

export const runRequestWork = (requestId: string): WorkToEnqueue =>
  workOf(RUN_REQUEST, { key: requestId, payload: { id: requestId } })

/** Later, so that the email that reports the end has been sent. */
export const forgetPersonWork = (requestId: string): WorkToEnqueue =>
  workOf(FORGET_PERSON, {
    key: requestId,
    payload: { id: requestId },
    runAt: new Date(clock.now().getTime() + MINUTE_MS),
  })
