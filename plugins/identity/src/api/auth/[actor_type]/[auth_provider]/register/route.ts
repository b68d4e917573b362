import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { StaffPassword } from "../../../../../contracts/staff-invitations"
import { invitationTokenFor } from "../../../../invitation-token"

/**
 * Called first by Admin's invitation page. Registers nothing: it returns the chosen password in a short-lived, encrypted
 * token that works only together with an invitation to the same address.
 */
export const POST = (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ token: invitationTokenFor(req, StaffPassword.parse(req.body)) })
}
