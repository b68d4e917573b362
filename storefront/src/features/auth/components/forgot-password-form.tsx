"use client"

import { Alert, Input } from "@/lib/ui"

import { requestPasswordReset } from "../actions"
import { FormShell } from "./form-shell"

export const ForgotPasswordForm = () => (
  <FormShell
    action={requestPasswordReset}
    label="Set a new password"
    submit="Email me a link"
    busy="Sending…"
    done={
      <Alert tone="accent" title="If there is an account for this email, a link is on its way">
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
