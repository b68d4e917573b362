import { setProvenPasswordStep } from "@atrium/identity/workflows"
import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
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

// No compensation: the last step of its workflow.
const activateProviderStep = createStep("activate-provider", async (id: string, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    await activateProvider(trx, id, clock.now())
    await retryWaitingRequests(trx)
  })
  return new StepResponse(id)
})

/**
 * Gives a provider a login with this password and makes it active when it was invited. Sign-ins from before end.
 * Whoever calls it has made sure that the password is the mailbox owner's: an accepted invitation, or the demo's seed.
 */
export const letProviderInWorkflow = createWorkflow("let-provider-in", (input: LetProviderInInput) => {
  const identity = setProvenPasswordStep(
    transform({ input }, ({ input }) => ({
      email: input.email,
      password: input.password,
      actor_type: "provider",
      actor_id: input.provider_id,
    }))
  )
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
