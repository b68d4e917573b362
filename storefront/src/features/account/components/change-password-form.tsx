"use client"

import { type FormAction, FormShell } from "@/features/auth/components/form-shell"
import { Alert, PasswordInput } from "@/lib/ui"

/** Changes the password of the signed-in account. */
export const ChangePasswordForm = ({ action, email }: { action: FormAction; email: string }) => (
  <FormShell action={action} label="Change your password" submit="Change password" busy="Changing…">
    {({ errors, done }) => (
      <>
        {done ? (
          <Alert tone="accent" title="Your password is changed">
            You've been signed out on all other devices.
          </Alert>
        ) : null}
        {/* Tells the browser's password manager which account the password belongs to. */}
        <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
        <PasswordInput
          id="password-current"
          name="current_password"
          autoComplete="current-password"
          label="Current password"
          error={errors.current_password}
          required
        />
        <PasswordInput
          id="password-new"
          name="password"
          autoComplete="new-password"
          label="New password"
          hint="At least 8 characters. Three random words make a good password."
          error={errors.password}
          required
        />
      </>
    )}
  </FormShell>
)
