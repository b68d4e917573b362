import { randomBytes } from "node:crypto"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { clearAuthorizations } from "./authorize-credential"

/** A new epoch, which invalidates credentials of any other. */
export const newEpoch = (): string => randomBytes(9).toString("base64url")

/** Ends every sign-in of an identity: bearer tokens and sessions, in all processes. */
export const endSignIns = async (container: MedusaContainer, identityId: string, epoch = newEpoch()): Promise<void> => {
  const auth = container.resolve(Modules.AUTH)
  const { app_metadata } = await auth.retrieveAuthIdentity(identityId)
  await auth.updateAuthIdentities({ id: identityId, app_metadata: { ...app_metadata, sign_in_epoch: epoch } })
  clearAuthorizations()
}
