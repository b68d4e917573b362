import { refuseCommonPassword } from "@atrium/identity/use-cases"
import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { AcceptInvitation } from "../../contracts/portal"
import { portalErrors } from "../../contracts/portal-errors"
import { hashOfToken } from "../../domain/invitation"
import { putInvitationBack, takeInvitation } from "../../modules/provider-assignment/store/sign-in"
import { letProviderInWorkflow } from "./let-provider-in"

/** Spends the link: of two that use it at once, one gets the provider. */
const takeInvitationStep = createStep(
  "take-invitation",
  async ({ token, password }: AcceptInvitation, { container }) => {
    refuseCommonPassword(password)
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const hash = hashOfToken(token)
    const taken = await takeInvitation(knex, hash, clock.now())
    // Unknown, used, too old, replaced by a newer one, suspended meanwhile: one answer for all.
    if (!taken) throw portalErrors.fail("invitation_invalid")
    const { id, name, email, invitation_expires_at: expiresAt } = taken
    return new StepResponse({ id, name, email }, { id, hash, expiresAt })
  },
  async (taken, { container }) => {
    if (!taken) return
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await putInvitationBack(knex, taken)
  }
)

/**
 * Lets an invited provider in by the token of its mail: password set, login linked, status active.
 * @throws invitation_invalid, invalid_input for a password that is too easy to guess
 */
export const acceptInvitationWorkflow = createWorkflow("accept-invitation", (input: AcceptInvitation) => {
  const provider = takeInvitationStep(input)
  letProviderInWorkflow.runAsStep({
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
