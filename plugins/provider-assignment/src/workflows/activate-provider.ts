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

import type { AcceptInvitation } from "../contracts/portal"
import { activateProvider } from "../data/invitations"
import { wakeParkedRequests } from "../use-cases/wake-parked-requests"
import { consumeInvitationStep } from "./steps/consume-invitation"

export type ActivateProviderInput = { provider_id: string; email: string; password: string }

// No compensation: the last step of its workflow.
const activateProviderStep = createStep("activate-provider", async (id: string, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    await activateProvider(trx, id, clock.now())
    await wakeParkedRequests(trx)
  })
  return new StepResponse(id)
})

/**
 * Creates a provider's login with this password and activates them if they were invited. Earlier sign-ins end.
 * The caller has verified that the password is from the owner of the email address: an accepted invitation, or the demo.
 */
export const activateProviderWorkflow = createWorkflow("activate-provider", (input: ActivateProviderInput) => {
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

/**
 * Activates an invited provider by the token of their email.
 * @throws invitation_invalid, invalid_input for a password that is too easy to guess
 */
export const acceptInvitationWorkflow = createWorkflow("accept-invitation", (input: AcceptInvitation) => {
  const provider = consumeInvitationStep(input)
  activateProviderWorkflow.runAsStep({
    input: transform({ input, provider }, ({ input, provider }) => ({
      provider_id: provider.id,
      email: provider.email,
      password: input.password,
    })),
  })
  return new WorkflowResponse(
    transform({ provider }, ({ provider }) => ({ name: provider.name, email: provider.email }))
  )
})
