import { refuseCommonPassword } from "@atrium/identity/use-cases"
import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { assignmentErrors } from "../../contracts/errors"
import type { AcceptInvitation } from "../../contracts/portal"
import { consumeInvitation, restoreInvitation } from "../../data/invitations"
import { hashOfToken } from "../../domain/invitation"

/** Of two requests with the same link, one succeeds. Undone when a later step fails, so that the link works again. */
export const consumeInvitationStep = createStep(
  "consume-invitation",
  async ({ token, password }: AcceptInvitation, { container }) => {
    refuseCommonPassword(password)
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const hash = hashOfToken(token)
    const consumed = await consumeInvitation(knex, hash, clock.now())
    // Unknown, used, expired, replaced by a newer one, suspended meanwhile: the same error for all.
    if (!consumed) throw assignmentErrors.fail("invitation_invalid")
    const { id, name, email, invitation_expires_at: expiresAt } = consumed
    return new StepResponse({ id, name, email }, { id, hash, expiresAt })
  },
  async (consumed, { container }) => {
    if (!consumed) return
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await restoreInvitation(knex, consumed)
  }
)
