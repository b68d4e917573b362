"use client"

import { Alert, Input } from "@/lib/ui"

import { type FormAction, FormShell } from "./form-shell"

/** Requests a password reset link. `sent` must not reveal whether the email has an account. */
export const ForgotPasswordForm = ({ action, sent }: { action: FormAction; sent: string }) => (
  <FormShell
    action={action}
    label="Set a new password"
    submit="Email me a link"
    busy="Sending…"
    done={
      <Alert tone="accent" title={sent}>
        It works once and expires soon. Check your spam folder too.
      </Alert>
    }
  >
    {({ errors, values }) => (
      <Input
        id="email"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        label="Email"
        defaultValue={values.email}
        error={errors.email}
        required
      />
    )}
  </FormShell>
)
