import { requestMail } from "@atrium/notifications/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { passwordMarkOf } from "../data/core/password-of"
import type { PasswordChange } from "../domain/password-change"
import { hashOf } from "../domain/secret-link"
import { passwordChangedMail } from "../mail/password-changed-request"
import { endSignIns } from "./end-sign-ins"

/**
 * Finishes a password change: emails the owner once and ends every sign-in with the old password. The new epoch is written
 * last, so that it shows that everything is done. An identity without an account gets no email.
 */
export const finishPasswordChange = async (container: MedusaContainer, change: PasswordChange): Promise<void> => {
  const { app_metadata } = await container.resolve(Modules.AUTH).retrieveAuthIdentity(change.identity_id)
  const hasAccount = Object.entries(app_metadata ?? {}).some(([key, value]) => key.endsWith("_id") && value)
  if (hasAccount)
    await requestMail(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), [
      passwordChangedMail({
        email: change.email,
        actorType: change.actor_type,
        // Hashed, because the epoch is part of tokens.
        change: hashOf(change.epoch).slice(0, 32),
        changedAt: new Date(change.changed_at),
      }),
    ])
  await endSignIns(container, change.identity_id, change.epoch)
}

/** Finishes a change whose process died, if the password was changed and the change was not finished since. */
export const finishInterruptedPasswordChange = async (
  container: MedusaContainer,
  change: PasswordChange
): Promise<void> => {
  const mark = await passwordMarkOf(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), change.identity_id)
  if (!mark || mark.epoch !== change.before.epoch || mark.fingerprint === change.before.fingerprint) return
  await finishPasswordChange(container, change)
}
