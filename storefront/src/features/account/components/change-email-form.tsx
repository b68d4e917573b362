"use client"

import { FormShell } from "@/features/auth/components/form-shell"
import { Alert, Input, PasswordInput } from "@/lib/ui"

import { requestEmailChange } from "../security-actions"

/** Asks to change the email address of the account. */
export const ChangeEmailForm = () => (
  <FormShell
    action={requestEmailChange}
    label="Change your email address"
    submit="Email me a link"
    busy="Sending…"
    done={
      <Alert tone="accent" title="Check your new inbox">
        We've sent a link to the new address. Open it in this browser within 24 hours to confirm the change. We've also
        sent a notice to your current address.
      </Alert>
    }
  >
    {({ errors, values }) => (
      <>
        <Input
          id="new-email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          label="New email address"
          defaultValue={values.email}
          error={errors.email}
          required
        />
        <PasswordInput
          id="email-password"
          name="current_password"
          autoComplete="current-password"
          label="Current password"
          error={errors.current_password}
          required
        />
      </>
    )}
  </FormShell>
)
