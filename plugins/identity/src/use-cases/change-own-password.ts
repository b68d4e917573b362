import type { MedusaContainer } from "@medusajs/framework/types"

import { checkCurrentPassword } from "./check-current-password"
import { recordSecurityEvent } from "./record-security-event"
import { refuseCommonPassword } from "./refuse-common-password"
import { replacePassword } from "./replace-password"

/**
 * Changes the password of a signed-in account with its current one, for accounts of every type. Ends every sign-in.
 * @returns the epoch of sign-ins from now on
 * @throws invalid_input, too_many_requests, unauthorized
 */
export const changeOwnPassword = async (
  container: MedusaContainer,
  change: { identityId: string; actorType: string; actorId: string; currentPassword: string; password: string }
): Promise<string> => {
  const { email } = await checkCurrentPassword(container, change.identityId, change.currentPassword)
  refuseCommonPassword(change.password, [email])
  const epoch = await replacePassword(container, {
    identityId: change.identityId,
    actorType: change.actorType,
    email,
    password: change.password,
  })
  await recordSecurityEvent(container, {
    action: "identity.own_password_changed",
    actor: { type: change.actorType, id: change.actorId, email },
  })
  return epoch
}
