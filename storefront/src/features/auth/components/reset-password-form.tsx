"use client"

import { Alert, ButtonLink } from "@/lib/ui"

import { resetPassword } from "../actions"
import { MailedPasswordForm } from "./mailed-password-form"

export const ResetPasswordForm = () => (
  <MailedPasswordForm
    action={resetPassword}
    label="Choose a password"
    field="New password"
    submit="Set this password"
    busy="Setting it…"
    done={
      <Alert
        tone="accent"
        title="Your new password is set"
        action={<ButtonLink href="/sign-in">Sign in with it</ButtonLink>}
      >
        The old one no longer works.
      </Alert>
    }
    withoutLink={
      <ButtonLink href="/forgot-password" variant="secondary" size="sm">
        Ask for a new link
      </ButtonLink>
    }
  />
)
