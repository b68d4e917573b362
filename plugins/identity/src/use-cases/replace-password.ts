import { clock, commonErrors } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { passwordMarkOf } from "../data/core/password-of"
import { finishInterruptedPasswordChangeWork } from "../work"
import { newEpoch } from "./end-sign-ins"
import { finishPasswordChange } from "./finish-password-change"

/**
 * Changes a password: after a reset, an invitation, a registration of an address that has an identity, or with the current
 * password. Ends every sign-in with the old password and emails the owner. If the process dies in between, durable work
 * does the rest.
 * @returns the epoch of sign-ins with the new password
 * @throws unauthorized when the identity was deleted
 */
export const replacePassword = async (
  container: MedusaContainer,
  { identityId, actorType, email, password }: { identityId: string; actorType: string; email: string; password: string }
): Promise<string> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const before = await passwordMarkOf(knex, identityId)
  if (!before) throw commonErrors.fail("unauthorized")
  const change = {
    identity_id: identityId,
    actor_type: actorType,
    email,
    changed_at: clock.now().toISOString(),
    epoch: newEpoch(),
    before,
  }
  await enqueueWork(knex, [finishInterruptedPasswordChangeWork(change)])
  const { success } = await container.resolve(Modules.AUTH).updateProvider("emailpass", { entity_id: email, password })
  if (!success) throw commonErrors.fail("unauthorized")
  await finishPasswordChange(container, change)
  return change.epoch
}
