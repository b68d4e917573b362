import { z } from "zod"

export const MIN_PASSWORD_LENGTH = 8
export const MAX_PASSWORD_LENGTH = 128

/**
 * The form of a new password: length and nothing else (NIST SP 800-63B). Whether it is among the common ones is checked
 * by `refuseCommonPassword`, which has the list.
 */
export const newPasswordText = z
  .string({ error: "Choose a password" })
  .min(1, "Choose a password")
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters`)
