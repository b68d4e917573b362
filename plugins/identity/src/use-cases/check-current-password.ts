import { commonErrors } from "@atrium/kernel"
import { failureCounter } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { type SignInAddress, signInAddressOf } from "../data/core/sign-in-address"

/** Wrong passwords of one identity: an unattended session must not become a way to guess its password. */
const wrongPasswords = failureCounter("current-password", { most: 10, seconds: 15 * 60 })

/**
 * Checks the current password of a signed-in account.
 * @returns the address that the account signs in with
 * @throws invalid_input for the field `current_password`, too_many_requests, unauthorized when the identity was deleted
 */
export const checkCurrentPassword = async (
  container: MedusaContainer,
  identityId: string,
  password: string
): Promise<SignInAddress> => {
  await wrongPasswords.refuseWhenUsedUp(identityId)
  const address = await signInAddressOf(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), identityId)
  if (!address) throw commonErrors.fail("unauthorized")
  // Counted before the check, so that simultaneous guesses count too.
  await wrongPasswords.add(identityId)
  const { success } = await container
    .resolve(Modules.AUTH)
    .authenticate("emailpass", { body: { email: address.email, password } })
  if (!success)
    throw commonErrors.fail("invalid_input", { details: { current_password: "This isn't your current password" } })
  await wrongPasswords.clear(identityId)
  return address
}
