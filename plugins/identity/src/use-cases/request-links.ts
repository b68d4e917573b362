import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { passwordResetLinkWork, registrationLinkWork } from "../work"

/**
 * Both functions enqueue one work item for every address. Everything that depends on whether there is an account happens in
 * the worker, so that the response time does not reveal it.
 */
export const requestRegistrationLink = async (container: MedusaContainer, email: string): Promise<void> => {
  await enqueueWork(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), [registrationLinkWork(email)])
}

export const requestPasswordReset = async (
  container: MedusaContainer,
  email: string,
  actorType: string
): Promise<void> => {
  await enqueueWork(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), [
    passwordResetLinkWork(email, actorType),
  ])
}
