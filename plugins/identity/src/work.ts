import { clock, emailText } from "@atrium/kernel"
import { retentionRules } from "@atrium/server"
import { defineWork, type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { z } from "zod"

import {
  emailChangeRetention,
  emailedLinkRetention,
  revokedTokenRetention,
  signInRetention,
  spentCodeRetention,
} from "./data/retention"
import type { EmailChangeRow } from "./data/email-changes"
import { EmailChangeRequest, OrderEmailMove } from "./domain/email-change"
import { FORGET_PERSON, RUN_REQUEST, SEND_CONFIRMATION } from "./domain/privacy-work"
import { PasswordChange } from "./domain/password-change"
import { hashOf } from "./domain/secret-link"
import type { ProvenAddress } from "./extension-points"
import { finishInterruptedPasswordChange } from "./use-cases/finish-password-change"
import { finishInterruptedEmailChange } from "./use-cases/finish-email-change"
import { forgetErased } from "./use-cases/forget-erased"
import { runPrivacyRequest } from "./use-cases/run-privacy-request"
import { sendPrivacyConfirmation } from "./use-cases/send-privacy-confirmation"
import { moveOrderEmails } from "./use-cases/move-email-address"
import { sendEmailChange } from "./use-cases/send-email-change"
import { sendPasswordReset, sendRegistrationLink } from "./use-cases/send-links"
import { sendWelcome } from "./use-cases/send-welcome"

const MINUTE_MS = 60_000
const kind = { version: 1, maxAttempts: 6, backoffSeconds: 10 } as const

const registrationWork = defineWork({
  ...kind,
  kind: "identity.send-registration-link",
  payload: z.strictObject({ email: emailText }),
})
const welcomeWork = defineWork({
  ...kind,
  kind: "identity.send-welcome",
  payload: z.strictObject({ email: emailText }),
})
const passwordResetWork = defineWork({
  ...kind,
  kind: "identity.send-password-reset",
  payload: z.strictObject({ email: emailText, actor_type: z.string() }),
})

const passwordChangeWork = defineWork({
  ...kind,
  kind: "identity.finish-password-change",
  payload: PasswordChange,
})

const emailChangeWork = defineWork({
  ...kind,
  kind: "identity.send-email-change",
  payload: EmailChangeRequest,
})
const emailChangeFinishWork = defineWork({
  ...kind,
  kind: "identity.finish-email-change",
  payload: z.strictObject({ id: z.string(), identity_id: z.string() }),
})
const orderEmailsWork = defineWork({ ...kind, kind: "identity.move-order-emails", payload: OrderEmailMove })

workHandlers.add(
  "identity",
  workHandler(emailChangeWork, (request, { container }) => sendEmailChange(container, request))
)
workHandlers.add(
  "identity",
  workHandler(emailChangeFinishWork, (change, { container }) => finishInterruptedEmailChange(container, change))
)
workHandlers.add(
  "identity",
  workHandler(orderEmailsWork, (move, { container }) => moveOrderEmails(container, move))
)
workHandlers.add(
  "identity",
  workHandler(registrationWork, ({ email }, { container }) => sendRegistrationLink(container, email))
)
workHandlers.add(
  "identity",
  workHandler(welcomeWork, ({ email }, { container }) => sendWelcome(container, email))
)
workHandlers.add(
  "identity",
  workHandler(passwordResetWork, ({ email, actor_type }, { container }) =>
    sendPasswordReset(container, email, actor_type)
  )
)
workHandlers.add(
  "identity",
  workHandler(passwordChangeWork, (change, { container }) => finishInterruptedPasswordChange(container, change))
)

/** Everything about a person who has bought for years. */
const PRIVACY_SECONDS = 600

workHandlers.add(
  "identity",
  workHandler(SEND_CONFIRMATION, (asked, { container }) => sendPrivacyConfirmation(container, asked))
)
workHandlers.add(
  "identity",
  workHandler(RUN_REQUEST, ({ id }, { container, signal }) => runPrivacyRequest(container, id, signal), {
    timeoutSeconds: PRIVACY_SECONDS,
  })
)
workHandlers.add(
  "identity",
  workHandler(
    FORGET_PERSON,
    ({ id }, { container, attempt }) =>
      forgetErased(container, id, { isLastAttempt: attempt >= FORGET_PERSON.maxAttempts }),
    { timeoutSeconds: PRIVACY_SECONDS }
  )
)

retentionRules.add("identity", emailChangeRetention)
retentionRules.add("identity", emailedLinkRetention)
retentionRules.add("identity", revokedTokenRetention)
retentionRules.add("identity", signInRetention)
retentionRules.add("identity", spentCodeRetention)

/** Long after the request that changes the password has ended. */
const INTERRUPTED_AFTER_MS = MINUTE_MS

export const finishInterruptedPasswordChangeWork = (change: PasswordChange): WorkToEnqueue =>
  workOf(passwordChangeWork, {
    key: hashOf(change.epoch),
    payload: change,
    runAt: new Date(Date.parse(change.changed_at) + INTERRUPTED_AFTER_MS),
  })

// One item per minute and address, so that repeated requests write few rows. The hash hides the address.
const keyOf = (...parts: string[]) => hashOf([...parts, Math.floor(clock.now().getTime() / MINUTE_MS)].join("|"))

export const registrationLinkWork = (email: string): WorkToEnqueue =>
  workOf(registrationWork, { key: keyOf(email), payload: { email } })

/** Key: as for `workForProvenAddress`. */
export const sendWelcomeWork = ({ email, key, runAt }: ProvenAddress): WorkToEnqueue =>
  workOf(welcomeWork, { key, payload: { email }, ...(runAt ? { runAt } : {}) })

export const passwordResetLinkWork = (email: string, actorType: string): WorkToEnqueue =>
  workOf(passwordResetWork, { key: keyOf(email, actorType), payload: { email, actor_type: actorType } })

export const emailChangeLinkWork = (request: EmailChangeRequest): WorkToEnqueue =>
  workOf(emailChangeWork, { key: keyOf(request.identity_id, request.to_email), payload: request })

export const finishEmailChangeWork = ({ id, identity_id }: EmailChangeRow, confirmedAt: Date): WorkToEnqueue =>
  workOf(emailChangeFinishWork, {
    key: id,
    payload: { id, identity_id },
    runAt: new Date(confirmedAt.getTime() + INTERRUPTED_AFTER_MS),
  })

/** @param key one per change, and another when it is undone */
export const moveOrderEmailsWork = (key: string, move: OrderEmailMove): WorkToEnqueue =>
  workOf(orderEmailsWork, { key, payload: move })
