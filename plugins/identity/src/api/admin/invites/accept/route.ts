import { commonErrors } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { AcceptStaffInvitation } from "../../../../contracts/staff-invitations"
import { recordSecurityEvent } from "../../../../use-cases/record-security-event"
import { acceptStaffInvitationWorkflow } from "../../../../workflows"
import { openInvitationToken } from "../../../invitation-token"

/** Core's route, with a check that the password was chosen for the invited address. */
export const AUTHENTICATE = false

export const POST = async (req: MedusaRequest, res: MedusaResponse) => {
  const chosen = openInvitationToken(req)
  const invitation = z.string().min(1).max(4000).safeParse(req.filterableFields.token)
  if (!chosen || !invitation.success) throw commonErrors.fail("unauthorized")
  const names = AcceptStaffInvitation.safeParse(req.body)
  if (!names.success) throw commonErrors.fail("invalid_input", { details: detailsOf(names.error) })
  const { result } = await acceptStaffInvitationWorkflow(req.scope).run({
    input: {
      ...chosen,
      invite_token: invitation.data,
      first_name: names.data.first_name ?? null,
      last_name: names.data.last_name ?? null,
    },
  })
  await recordSecurityEvent(req.scope, {
    action: "identity.staff_joined",
    actor: { type: "user", id: result?.id ?? null, email: chosen.email },
  })
  res.json({ user: result })
}
