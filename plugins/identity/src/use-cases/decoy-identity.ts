import { randomBytes } from "node:crypto"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { DECOY_EMAIL } from "../data/core/sign-in-of"

/**
 * Makes the identity that unknown addresses are checked against, so that core does for them exactly what it does for a
 * wrong password. No one knows its password and it is linked to no account. Of two that make it at once, one does.
 */
export const createDecoyIdentity = async (container: MedusaContainer): Promise<void> => {
  const body = { email: DECOY_EMAIL, password: randomBytes(32).toString("base64url") }
  await container.resolve(Modules.AUTH).register("emailpass", { body })
}
