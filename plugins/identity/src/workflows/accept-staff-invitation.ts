import { commonErrors } from "@atrium/kernel"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acceptInviteWorkflow } from "@medusajs/medusa/core-flows"

import { signInOf } from "../data/core/sign-in-of"
import { actors } from "../extension-points"
import { setProvenPasswordStep } from "./steps/set-proven-password"

export type AcceptStaffInvitation = {
  readonly invite_token: string
  /** The address that the password was chosen for. */
  readonly email: string
  readonly password: string
  readonly first_name: string | null
  readonly last_name: string | null
}

const checkStaffInvitationStep = createStep(
  "check-staff-invitation",
  async ({ invite_token, email }: AcceptStaffInvitation, { container }) => {
    // Unknown, expired, accepted, for another address, already staff: the same error for all.
    const refused = commonErrors.fail("unauthorized")
    const invite = await container
      .resolve(Modules.USER)
      .validateInviteToken(invite_token)
      .catch(() => {
        throw refused
      })
    if (invite.accepted || invite.email.trim().toLowerCase() !== email) throw refused
    const user = actors.get("user")
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    if (user && (await signInOf(knex, email, "user", user)).identityId) throw refused
    return new StepResponse(email)
  }
)

/**
 * Makes the invited user a staff member. The invitation's token verifies the address; earlier sign-ins of the address end.
 * @throws unauthorized
 */
export const acceptStaffInvitationWorkflow = createWorkflow(
  "accept-staff-invitation",
  (input: AcceptStaffInvitation) => {
    const email = checkStaffInvitationStep(input)
    const identity = setProvenPasswordStep(
      transform({ input, email }, ({ input, email }) => ({ email, password: input.password, actor_type: "user" }))
    )
    const users = acceptInviteWorkflow.runAsStep({
      input: transform({ input, email, identity }, ({ input, email, identity }) => ({
        invite_token: input.invite_token,
        auth_identity_id: identity.id,
        user: {
          email,
          ...(input.first_name ? { first_name: input.first_name } : {}),
          ...(input.last_name ? { last_name: input.last_name } : {}),
        },
      })),
    })
    return new WorkflowResponse(transform({ users }, ({ users }) => users[0]))
  }
)
