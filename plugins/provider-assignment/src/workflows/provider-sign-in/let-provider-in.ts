import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IAuthModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { setAuthAppMetadataStep } from "@medusajs/medusa/core-flows"

import { activateProvider } from "../../modules/provider-assignment/store/sign-in"
import { retryWaitingRequests } from "../assign/hurry"

export type LetProviderInInput = { provider_id: string; email: string; password: string }

const METHOD = "emailpass"
const LINK = "provider_id"

type Identity = { id: string; app_metadata?: Record<string, unknown> | null }

const identityOf = async (auth: IAuthModuleService, email: string): Promise<Identity | undefined> => {
  const [known] = await auth.listProviderIdentities({ entity_id: email, provider: METHOD }, { take: 1 })
  return known?.auth_identity_id ? auth.retrieveAuthIdentity(known.auth_identity_id) : undefined
}

/**
 * The mailbox's identity with this password. A mailbox has one identity for all its roles: whoever buys here too keeps
 * the account and gets the new password there as well, as with a password reset, which the mailbox proves just the same.
 * Gives the identity and whether it is the provider's already.
 */
const setProviderPasswordStep = createStep(
  "set-provider-password",
  async ({ provider_id, email, password }: LetProviderInInput, { container }) => {
    const auth = container.resolve(Modules.AUTH)
    const known = await identityOf(auth, email)
    const answer = known
      ? await auth.updateProvider(METHOD, { entity_id: email, password })
      : await auth.register(METHOD, { body: { email, password } })
    if (!answer.success || !answer.authIdentity) throw new Error("The password of a provider could not be set")
    const { id } = answer.authIdentity
    const { [LINK]: linked, ...others } = known?.app_metadata ?? {}
    // A provider that had this mailbox before and is gone.
    if (linked !== undefined && linked !== provider_id) await auth.updateAuthIdentities({ id, app_metadata: others })
    return new StepResponse({ id, linked: linked === provider_id }, known ? undefined : id)
  },
  // A changed password stays: the old one is not known, and only the mailbox's owner could have changed it.
  async (createdId, { container }) => {
    if (createdId) await container.resolve(Modules.AUTH).deleteAuthIdentities([createdId])
  }
)

// No compensation: the last step of its workflow.
const activateProviderStep = createStep("activate-provider", async (id: string, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    // Tokens carry the machine's time, so that is what they are compared with.
    await activateProvider(trx, id, { now: clock.now(), signedInSince: new Date() })
    await retryWaitingRequests(trx)
  })
  return new StepResponse(id)
})

/**
 * Gives a provider a login with this password and makes it active when it was invited. Sign-ins from before end.
 * Whoever calls it has made sure that the password is the mailbox owner's: an accepted invitation, or the demo's seed.
 */
export const letProviderInWorkflow = createWorkflow("let-provider-in", (input: LetProviderInInput) => {
  const identity = setProviderPasswordStep(input)
  when("provider-is-not-linked", { identity }, ({ identity }) => !identity.linked).then(() => {
    setAuthAppMetadataStep(
      transform({ input, identity }, ({ input, identity }) => ({
        authIdentityId: identity.id,
        actorType: "provider",
        value: input.provider_id,
      }))
    )
  })
  return new WorkflowResponse(activateProviderStep(input.provider_id))
})
