import type { MedusaContainer } from "@medusajs/framework/types"

import { recordSecurityEvent } from "./record-security-event"
import { replacePassword } from "./replace-password"

/** Sets a new password with an emailed link. @throws unauthorized when the identity was deleted */
export const changePassword = async (
  container: MedusaContainer,
  change: { identityId: string; actorType: string; email: string; password: string }
): Promise<void> => {
  await replacePassword(container, change)
  await recordSecurityEvent(container, {
    action: "identity.password_changed",
    actor: { type: change.actorType, id: change.identityId, email: change.email },
  })
}
