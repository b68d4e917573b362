import { emailText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { newPasswordText } from "./passwords"

/** Body of `POST /store/registrations`. */
export const RequestRegistration = z.strictObject({ email: emailText })
export type RequestRegistration = z.infer<typeof RequestRegistration>

/** Body of `POST /store/registrations/complete`: the token of the emailed link, the name and the password. */
export const CompleteRegistration = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(200),
  first_name: safeText({ min: 1, max: 100, required: "Enter your name" }),
  last_name: safeText({ max: 100 }).optional(),
  password: newPasswordText,
})
export type CompleteRegistration = z.infer<typeof CompleteRegistration>
