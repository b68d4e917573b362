import { commonErrors } from "@atrium/kernel"
import { failureCounter } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { errors } from "../contracts"
import { emailChangeLinkWork } from "../work"
import { checkCurrentPassword } from "./check-current-password"
import { recordSecurityEvent } from "./record-security-event"

/** Each request sends an email to an address of the customer's choice. */
const requests = failureCounter("email-change", { most: 5, seconds: 24 * 3_600 })

/**
 * Asks to change a customer's email address. Whether the new address is in use is checked later by a worker, so that
 * neither the response nor its time reveals it.
 * @throws invalid_input, email_shared, too_many_requests
 */
export const requestEmailChange = async (
  container: MedusaContainer,
  request: { identityId: string; customerId: string; email: string; currentPassword: string }
): Promise<void> => {
  const { identityId, customerId, email } = request
  const address = await checkCurrentPassword(container, identityId, request.currentPassword)
  if (address.email === email)
    throw commonErrors.fail("invalid_input", { details: { email: "This is already your email address" } })
  // The other account would sign in with an address that it doesn't have.
  if (address.accounts.some((account) => account !== "customer_id")) throw errors.fail("email_shared")
  await requests.refuseWhenUsedUp(identityId)
  await requests.add(identityId)
  await enqueueWork(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), [
    emailChangeLinkWork({
      identity_id: identityId,
      customer_id: customerId,
      from_email: address.email,
      to_email: email,
    }),
  ])
  await recordSecurityEvent(container, {
    action: "identity.email_change_requested",
    actor: { type: "customer", id: customerId, email: address.email },
  })
}
