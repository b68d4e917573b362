"use client"

import { ButtonLink } from "@/lib/ui"

import { acceptInvitation } from "../auth-actions"
import { MailedPasswordForm } from "./mailed-password-form"

export const WelcomeForm = () => (
  <MailedPasswordForm
    action={acceptInvitation}
    label="Choose a password"
    submit="Begin"
    busy="Setting it…"
    withoutLink={
      <ButtonLink href="/provider/sign-in" variant="secondary" size="sm">
        Sign in
      </ButtonLink>
    }
  />
)
