import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findSignIn } from "../data/sign-ins"
import { endSignIns, newEpoch } from "./end-sign-ins"
import { recordSecurityEvent } from "./record-security-event"
import { revokeToken } from "./revoke-token"

type Owner = { readonly identityId: string; readonly actorType: string; readonly actorId: string }

const actorOf = ({ actorType, actorId }: Owner) => ({ type: actorType, id: actorId })

/**
 * Ends one of the owner's sign-ins. Repeatable.
 * @throws not_found for a sign-in of another identity
 */
export const endOwnSignIn = async (container: MedusaContainer, owner: Owner, id: string): Promise<void> => {
  const { identityId } = owner
  const found = await findSignIn(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), { id, identityId })
  if (!found) throw commonErrors.fail("not_found")
  await revokeToken(container, found.token_hash, Math.ceil(found.expires_at.getTime() / 1000))
  await recordSecurityEvent(container, { action: "identity.sign_in_ended", actor: actorOf(owner) })
}

/**
 * Ends every sign-in of the owner, also those that are not on the list.
 * @returns the epoch that the sign-in of the request continues with
 */
export const endOtherSignIns = async (container: MedusaContainer, owner: Owner): Promise<string> => {
  const epoch = newEpoch()
  await endSignIns(container, owner.identityId, epoch)
  await recordSecurityEvent(container, { action: "identity.other_sign_ins_ended", actor: actorOf(owner) })
  return epoch
}
