import type { IAuthModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { endSignIns } from "../../use-cases/end-sign-ins"
import { replacePassword } from "../../use-cases/replace-password"

export type SetProvenPassword = {
  readonly email: string
  readonly password: string
  readonly actor_type: string
  /** The account the identity is to be linked to; undefined when it is created afterwards. */
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
 * The address's identity with this password. Call it only for someone who has just proved that the address is theirs.
 *
 * An address has one identity for all its accounts: a person with an account of another type keeps it and uses the new
 * password there too, as after a password reset. Whatever signed in before is out, so that registering an address first
 * is worth nothing. A link to an account that is gone is removed.
 * @returns the identity, and whether it is linked to `actor_id` already
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
    // Null, not undefined: without a value core hands the output to the compensation.
    return new StepResponse({ id, linked }, known ? null : id)
  },
  // A changed password stays: the old one is not known, and only the address's owner could have changed it.
  async (createdId, { container }) => {
    if (createdId) await container.resolve(Modules.AUTH).deleteAuthIdentities([createdId])
  }
)
