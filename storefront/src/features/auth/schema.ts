import { emailText, safeText } from "@atrium/kernel"
import { z } from "zod"

export const MIN_PASSWORD = 8

/** Length is what makes a password good; the shop refuses the common ones besides. */
const newPassword = z
  .string({ error: "Choose a password" })
  .min(1, "Choose a password")
  .min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters`)
  .max(128, "Use at most 128 characters")

export const SignIn = z.object({
  email: emailText,
  password: z
    .string({ error: "Enter your password" })
    .min(1, "Enter your password")
    .max(128, "Use at most 128 characters"),
})

export const Register = z.object({ email: emailText })

export const CompleteRegistration = z.object({
  token: z.string().min(1).max(200),
  email: emailText,
  full_name: safeText({ min: 1, max: 100, required: "Enter your full name" }),
  password: newPassword,
})

export const ForgotPassword = z.object({ email: emailText })

export const ResetPassword = z.object({
  token: z.string().min(1).max(4000),
  password: newPassword,
})

/** One sentence per wrong field of a form. */
export const sentences = (error: z.ZodError): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const issue of error.issues) found[issue.path.map(String).join(".")] ??= issue.message
  return found
}
