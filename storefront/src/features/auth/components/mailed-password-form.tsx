"use client"

import { type ReactNode, useEffect, useState } from "react"

import { Alert, PasswordInput } from "@/lib/ui"

import type { FormState } from "../form-state"
import { type FormAction, FormShell } from "./form-shell"

/**
 * Sets a password through an emailed link. The token is in the URL fragment, which browsers don't send to any server.
 * The form moves it to memory and removes it from the address bar, so that it stays out of the history too.
 */
export const MailedPasswordForm = ({
  action,
  label,
  submit,
  busy,
  minLength,
  done,
  withoutLink,
  field = "Password",
  before,
}: {
  action: FormAction
  label: string
  submit: string
  busy: string
  /** The shop's minimum length of a password. A property, because its contract would load zod. */
  minLength: number
  done?: ReactNode
  /** Action offered to visitors who opened the page without a token. */
  withoutLink: ReactNode
  /** Label of the password field. */
  field?: string
  /** Fields shown before the password. */
  before?: (state: FormState) => ReactNode
}) => {
  const [link, setLink] = useState<{ token: string; email: string } | null>(null)

  useEffect(() => {
    const fragment = new URLSearchParams(window.location.hash.slice(1))
    // In development React runs effects twice, and the second time the fragment is gone: keep the first result.
    setLink((previous) =>
      previous?.token ? previous : { token: fragment.get("token") ?? "", email: fragment.get("email") ?? "" }
    )
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname)
  }, [])

  if (link && !link.token)
    return (
      <Alert tone="amber" title="This link is incomplete" action={withoutLink}>
        Open the whole link from your email, or request a new one.
      </Alert>
    )
  return (
    <FormShell action={action} label={label} submit={submit} busy={busy} done={done}>
      {(state) => (
        <>
          <input type="hidden" name="token" value={link?.token ?? ""} />
          {/* Tells the browser's password manager which account the password belongs to. */}
          <input type="email" name="email" value={link?.email ?? ""} autoComplete="username" readOnly hidden />
          {before?.(state)}
          <PasswordInput
            id="password"
            name="password"
            autoComplete="new-password"
            label={field}
            hint={`At least ${minLength} characters. Three random words make a good password.`}
            error={state.errors.password}
            required
          />
        </>
      )}
    </FormShell>
  )
}
