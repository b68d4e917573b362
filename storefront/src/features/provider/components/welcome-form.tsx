"use client"

import { MailedPasswordForm } from "@/features/auth/components/mailed-password-form"
import { ButtonLink } from "@/lib/ui"

import { acceptInvitation } from "../auth-actions"

export const WelcomeForm = ({ minLength }: { minLength: number }) => (
  <MailedPasswordForm
    action={acceptInvitation}
    minLength={minLength}
    label="Choose a password"
    submit="Set password"
    busy="Setting your password…"
    withoutLink={
      <ButtonLink href="/provider/sign-in" variant="secondary" size="sm">
        Sign in
      </ButtonLink>
    }
  />
)
