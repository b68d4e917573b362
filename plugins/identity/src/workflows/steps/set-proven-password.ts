import type { IAuthModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { endSignIns } from "../../use-cases/end-sign-ins"
import { replacePassword } from "../../use-cases/replace-password"

export type SetProvenPassword = {
  readonly email: string
  readonly password: string
  readonly actor_type: string
  /** The account to link the identity to; undefined when it is created afterwards. */
  readonly actor_id?: string
}

const METHOD = "emailpass"

type Identity = { id: string; app_metadata?: Record<string, unknown> | null }

const identityOf = async (auth: IAuthModuleService, email: string): Promise<Identity | undefined> => {
  const [known] = await auth.listProviderIdentities({ entity_id: email, provider: METHOD }, { take: 1 })
  return known?.auth_identity_id ? auth.retrieveAuthIdentity(known.auth_identity_id) : undefined
}

const createIdentity = async (container: MedusaContainer, email: string, password: string): Promise<string> => {
  const { success, authIdentity } = await container
    .resolve(Modules.AUTH)
    .register(METHOD, { body: { email, password } })
  if (!success || !authIdentity) throw new Error("The password could not be set")
  await endSignIns(container, authIdentity.id)
  return authIdentity.id
}

/**
 * Sets the password of the address's identity. Call it only for a user who has just verified the address.
 *
 * An address has one identity for all its accounts: an account of another type keeps it and uses the new password too, as
 * after a password reset. Earlier sign-ins end, so that registering someone else's address in advance is useless. A link
 * to a deleted account is removed.
 * @returns the identity, and whether it was already linked to `actor_id`
 */
export const setProvenPasswordStep = createStep(
  "set-proven-password",
  async ({ email, password, actor_type, actor_id }: SetProvenPassword, { container }) => {
    const auth = container.resolve(Modules.AUTH)
    const known = await identityOf(auth, email)
    const { [`${actor_type}_id`]: linkedId, ...others } = known?.app_metadata ?? {}
    const linked = typeof linkedId === "string" && linkedId === actor_id
    if (known) {
      if (!linked) await auth.updateAuthIdentities({ id: known.id, app_metadata: others })
      await replacePassword(container, { identityId: known.id, actorType: actor_type, email, password })
    }
    const id = known?.id ?? (await createIdentity(container, email, password))
    // Null, not undefined: without a value core passes the output to the compensation.
    return new StepResponse({ id, linked }, known ? null : id)
  },
  // A changed password is not restored: the old one is unknown, and only the address's owner could have changed it.
  async (createdId, { container }) => {
    if (createdId) await container.resolve(Modules.AUTH).deleteAuthIdentities([createdId])
  }
)
