"use client"

import { Alert, ButtonLink } from "@/lib/ui"

import type { FormAction } from "./form-shell"
import { MailedPasswordForm } from "./mailed-password-form"

/** Sets a new password after a reset link was followed. */
export const ResetPasswordForm = ({
  action,
  signInPath,
  forgotPath,
  consequence,
  minLength,
}: {
  action: FormAction
  signInPath: string
  /** Page where another link can be requested. */
  forgotPath: string
  /** Text shown once the password is set. */
  consequence: string
  minLength: number
}) => (
  <MailedPasswordForm
    action={action}
    minLength={minLength}
    label="Choose a password"
    field="New password"
    submit="Set password"
    busy="Setting your password…"
    done={
      <Alert tone="accent" title="Your new password is set" action={<ButtonLink href={signInPath}>Sign in</ButtonLink>}>
        {consequence}
      </Alert>
    }
    withoutLink={
      <ButtonLink href={forgotPath} variant="secondary" size="sm">
        Request a new link
      </ButtonLink>
    }
  />
)
