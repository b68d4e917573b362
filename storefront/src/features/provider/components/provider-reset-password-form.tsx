"use client"

import { MailedPasswordForm } from "@/features/auth/components/mailed-password-form"
import { Alert, ButtonLink } from "@/lib/ui"

import { resetProviderPassword } from "../auth-actions"

export const ProviderResetPasswordForm = () => (
  <MailedPasswordForm
    action={resetProviderPassword}
    label="Choose a password"
    submit="Set this password"
    busy="Setting it…"
    done={
      <Alert
        tone="accent"
        title="Your new password is set"
        action={<ButtonLink href="/provider/sign-in">Sign in with it</ButtonLink>}
      >
        The old one no longer works, and whoever was signed in with it is out.
      </Alert>
    }
    withoutLink={
      <ButtonLink href="/provider/forgot-password" variant="secondary" size="sm">
        Ask for a new link
      </ButtonLink>
    }
  />
)
