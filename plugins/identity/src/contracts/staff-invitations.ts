import { emailText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { newPasswordText } from "./passwords"

/** Body of `POST /auth/user/emailpass/register`. */
export const StaffPassword = z.strictObject({ email: emailText, password: newPasswordText })
export type StaffPassword = z.infer<typeof StaffPassword>

/** Body of `POST /admin/invites/accept`; Admin also sends the address. */
export const AcceptStaffInvitation = z.strictObject({
  email: emailText.optional(),
  first_name: safeText({ max: 100 }).nullish(),
  last_name: safeText({ max: 100 }).nullish(),
})
