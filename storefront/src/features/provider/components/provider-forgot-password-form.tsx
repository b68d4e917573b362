"use client"

import { FormShell } from "@/features/auth/components/form-shell"
import { Alert, Input } from "@/lib/ui"

import { requestProviderReset } from "../auth-actions"

export const ProviderForgotPasswordForm = () => (
  <FormShell
    action={requestProviderReset}
    label="Set a new password"
    submit="Email me a link"
    busy="Sending…"
    done={
      <Alert tone="accent" title="If this email belongs to a provider, a link is on its way">
        It works once and for a short time. Check your spam folder too.
      </Alert>
    }
  >
    {({ errors, typed }) => (
      <Input
        id="email"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        label="Email"
        defaultValue={typed.email}
        error={errors.email}
        required
      />
    )}
  </FormShell>
)
