import { emailText } from "@atrium/kernel"
import { z } from "zod"

import { newPasswordText } from "./passwords"

/** The password of the account that asks, which proves that the person at the device owns it. */
const currentPassword = z
  .string({ error: "Enter your current password" })
  .min(1, "Enter your current password")
  .max(1024, "Enter at most 1024 characters")

/** Body of `POST …/me/password`. */
export const ChangePassword = z.strictObject({ current_password: currentPassword, password: newPasswordText })

/** Body of `POST /store/customers/me/email`. */
export const RequestEmailChange = z.strictObject({ email: emailText, current_password: currentPassword })

/** Body of the routes that an emailed link leads to. */
export const LinkToken = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(200),
})

/** A bearer token that replaces the one of the request; null for a session, which stays signed in. */
const token = z.string().nullable()

export const PasswordChanged = z.strictObject({ token })
export const EmailChanged = z.strictObject({ email: z.string(), token })
