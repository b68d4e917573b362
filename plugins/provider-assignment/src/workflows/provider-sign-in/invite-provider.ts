import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { portalErrors } from "../../contracts/portal-errors"
import { hashOfToken, newInvitationToken } from "../../domain/invitation"
import { invitationMail } from "../../mail/invitation-request"
import { keepInvitation } from "../../modules/provider-assignment/store/sign-in"

const DAY_MS = 24 * 60 * 60 * 1000
/** How long an invitation's link is good for. */
export const INVITATION_DAYS = 7

export type InviteProviderInput = { provider_id: string }
export type InvitedProvider = { provider_id: string; expires_at: string }

// No compensation: a link that leads nowhere harms nobody, and asking again makes this one invalid.
const inviteProviderStep = createStep("invite-provider", async (input: InviteProviderInput, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const token = newInvitationToken()
  const now = clock.now()
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * DAY_MS)
  await knex.transaction(async (trx) => {
    const invited = await keepInvitation(trx, { id: input.provider_id, hash: hashOfToken(token), expiresAt, now })
    if (!invited) throw portalErrors.fail("invitation_not_due")
    await requestMail(trx, [invitationMail({ provider: invited, token, days: INVITATION_DAYS })])
  })
  return new StepResponse<InvitedProvider>({ provider_id: input.provider_id, expires_at: expiresAt.toISOString() })
})

/**
 * Mails a provider who has no password yet a link that sets one: once, within seven days. Inviting again makes the
 * older link invalid. Three statements.
 * @throws invitation_not_due when there is no such provider, it has signed in already or is suspended
 */
export const inviteProviderWorkflow = createWorkflow("invite-provider", (input: InviteProviderInput) => {
  return new WorkflowResponse(inviteProviderStep(input))
})
