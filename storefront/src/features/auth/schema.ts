import { MAX_PASSWORD_LENGTH, newPasswordText } from "@atrium/identity/contracts"
import { emailText, safeText } from "@atrium/kernel"
import { z } from "zod"

export const SignIn = z.object({
  email: emailText,
  password: z
    .string({ error: "Enter your password" })
    .min(1, "Enter your password")
    .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters`),
})

export const Register = z.object({ email: emailText })

export const CompleteRegistration = z.object({
  token: z.string().min(1).max(200),
  email: emailText,
  full_name: safeText({ min: 1, max: 100, required: "Enter your full name" }),
  password: newPasswordText,
})

export const ForgotPassword = z.object({ email: emailText })

export const ResetPassword = z.object({
  token: z.string().min(1).max(4000),
  password: newPasswordText,
})

/** Returns the first error message of each invalid field. */
export const fieldErrors = (error: z.ZodError): Record<string, string> => {
  const messages: Record<string, string> = {}
  for (const issue of error.issues) messages[issue.path.map(String).join(".")] ??= issue.message
  return messages
}
