import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { endSignIns } from "./end-sign-ins"
import { recordSecurityEvent } from "./record-security-event"

/** Sets a new password and ends every sign-in with the old one. @throws unauthorized when the identity is gone */
export const changePassword = async (
  container: MedusaContainer,
  change: { identityId: string; actorType: string; email: string; password: string }
): Promise<void> => {
  const { success } = await container
    .resolve(Modules.AUTH)
    .updateProvider("emailpass", { entity_id: change.email, password: change.password })
  if (!success) throw commonErrors.fail("unauthorized")
  await endSignIns(container, change.identityId)
  await recordSecurityEvent(container, {
    action: "identity.password_changed",
    actor: { type: change.actorType, id: change.identityId, email: change.email },
  })
}
