import { z } from "zod"

/** A change of a password as durable work keeps it. Nothing in it signs anyone in. */
export const PasswordChange = z.strictObject({
  identity_id: z.string(),
  actor_type: z.string(),
  email: z.string(),
  changed_at: z.iso.datetime(),
  /** The epoch of sign-ins with the new password. */
  epoch: z.string(),
  /** What the password was before, to see whether it changed. */
  before: z.strictObject({ fingerprint: z.string(), epoch: z.string().nullable() }),
})
export type PasswordChange = z.infer<typeof PasswordChange>
