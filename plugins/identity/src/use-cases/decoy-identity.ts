import { randomBytes } from "node:crypto"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { DECOY_EMAIL } from "../data/core/sign-in-of"

/**
 * Creates the identity that unknown addresses are checked against, so that core does the same work as for a wrong password.
 * Its password is random and discarded, and it is linked to no account. Parallel calls create it once.
 */
export const createDecoyIdentity = async (container: MedusaContainer): Promise<void> => {
  const body = { email: DECOY_EMAIL, password: randomBytes(32).toString("base64url") }
  await container.resolve(Modules.AUTH).register("emailpass", { body })
}
