"use client"

import { ButtonLink, Input } from "@/lib/ui"

import { completeRegistration } from "../actions"
import { MailedPasswordForm } from "./mailed-password-form"

export const CompleteRegistrationForm = ({ minLength }: { minLength: number }) => (
  <MailedPasswordForm
    action={completeRegistration}
    minLength={minLength}
    label="Finish creating your account"
    submit="Create my account"
    busy="Creating your account…"
    before={({ errors, values }) => (
      <Input
        id="full_name"
        name="full_name"
        type="text"
        autoComplete="name"
        label="Full name"
        defaultValue={values.full_name}
        error={errors.full_name}
        required
      />
    )}
    withoutLink={
      <ButtonLink href="/register" variant="secondary" size="sm">
        Request a new link
      </ButtonLink>
    }
  />
)
