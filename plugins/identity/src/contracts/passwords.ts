import { z } from "zod"

export const MIN_PASSWORD_LENGTH = 8
export const MAX_PASSWORD_LENGTH = 128

/**
 * A new password: only its length is restricted (NIST SP 800-63B). `refuseCommonPassword` checks it against the list of
 * common passwords.
 */
export const newPasswordText = z
  .string({ error: "Choose a password" })
  .min(1, "Choose a password")
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters`)
