import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { StaffPassword } from "../../../../../contracts/staff-invitations"
import { invitationTokenFor } from "../../../../invitation-token"

/**
 * What Admin's invitation page calls first. Registers nothing: the chosen password goes into a short-lived token that is
 * worth something together with an invitation to the same address, and nothing otherwise.
 */
export const POST = (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ token: invitationTokenFor(req, StaffPassword.parse(req.body)) })
}
