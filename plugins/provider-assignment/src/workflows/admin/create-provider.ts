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

import type { CreateProvider } from "../../contracts/providers"
import { insertProvider } from "../../modules/provider-assignment/store/providers"
import { inviteProviderWorkflow } from "../provider-sign-in/invite-provider"

export type CreateProviderInput = CreateProvider & {
  /** False: no mail goes out; the caller lets the provider in itself, as the demo does. */
  invite?: boolean
}

// No compensation: a provider without an invitation can be invited again from its page, and its mailbox is kept.
const createProviderStep = createStep(
  "create-provider",
  async ({ capacity_hours_per_week, invite: _invite, ...profile }: CreateProviderInput, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const row = await insertProvider(knex, {
      ...profile,
      capacity_minutes_per_week: Math.round(capacity_hours_per_week * 60),
    })
    return new StepResponse({ id: row.id })
  }
)

/**
 * Adds a provider and mails it an invitation; it gets work once it has accepted. Six statements.
 * @throws provider_email_taken
 */
export const createProviderWorkflow = createWorkflow("create-provider", (input: CreateProviderInput) => {
  const provider = createProviderStep(input)
  when("provider-is-invited", { input }, ({ input }) => input.invite !== false).then(() => {
    inviteProviderWorkflow.runAsStep({
      input: transform({ provider }, ({ provider }) => ({ provider_id: provider.id })),
    })
  })
  return new WorkflowResponse(provider)
})
