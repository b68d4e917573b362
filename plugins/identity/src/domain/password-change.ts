import { z } from "zod"

/** A password change as stored in its work item. Contains nothing that can be used to sign in. */
export const PasswordChange = z.strictObject({
  identity_id: z.string(),
  actor_type: z.string(),
  email: z.string(),
  changed_at: z.iso.datetime(),
  /** The epoch of sign-ins with the new password. */
  epoch: z.string(),
  /** State before the change, to see whether the password has changed. */
  before: z.strictObject({ fingerprint: z.string(), epoch: z.string().nullable() }),
})
export type PasswordChange = z.infer<typeof PasswordChange>
