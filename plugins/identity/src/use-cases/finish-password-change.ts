import { requestMail } from "@atrium/notifications/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { passwordMarkOf } from "../data/core/password-of"
import type { PasswordChange } from "../domain/password-change"
import { hashOf } from "../domain/secret-link"
import { passwordChangedMail } from "../mail/password-changed-request"
import { endSignIns } from "./end-sign-ins"

/**
 * What follows a changed password: its owner is notified once, and every sign-in with the old one ends. The new epoch comes
 * last, so that it shows that everything is done. An identity without an account has no one to tell.
 */
export const finishPasswordChange = async (container: MedusaContainer, change: PasswordChange): Promise<void> => {
  const { app_metadata } = await container.resolve(Modules.AUTH).retrieveAuthIdentity(change.identity_id)
  const hasAccount = Object.entries(app_metadata ?? {}).some(([key, value]) => key.endsWith("_id") && value)
  if (hasAccount)
    await requestMail(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), [
      passwordChangedMail({
        email: change.email,
        actorType: change.actor_type,
        // The epoch is part of tokens; its hash is not.
        change: hashOf(change.epoch).slice(0, 32),
        changedAt: new Date(change.changed_at),
      }),
    ])
  await endSignIns(container, change.identity_id, change.epoch)
}

/** For a change whose process died: finishes it if the password did change and nothing was finished since. */
export const finishInterruptedPasswordChange = async (
  container: MedusaContainer,
  change: PasswordChange
): Promise<void> => {
  const mark = await passwordMarkOf(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), change.identity_id)
  if (!mark || mark.epoch !== change.before.epoch || mark.fingerprint === change.before.fingerprint) return
  await finishPasswordChange(container, change)
}
