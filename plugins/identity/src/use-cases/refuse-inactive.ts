import type { MedusaContainer } from "@medusajs/framework/types"

import type { Credential } from "../domain/credential"
import { actors } from "../extension-points"
import { authorizeCredential } from "./authorize-credential"
import { recordSecurityEvent } from "./record-security-event"

/**
 * Refuses a sign-in to an account that may not act, once the password was right: a stranger who guesses learns nothing.
 * @param tokenHash of the new token, which is dropped
 * @throws the refusal of the type of account
 */
export const refuseInactive = async (
  container: MedusaContainer,
  credential: Credential,
  tokenHash: string
): Promise<void> => {
  const { actorType, actorId } = credential
  if (!actors.get(actorType)?.refusedAtSignIn) return
  const authorization = await authorizeCredential(container, credential, { tokenHash, fresh: true })
  if (authorization.authorized || !authorization.refusal) return
  await recordSecurityEvent(container, {
    action: "identity.access_refused",
    actor: { type: actorType, id: actorId || null },
  })
  throw authorization.refusal
}
