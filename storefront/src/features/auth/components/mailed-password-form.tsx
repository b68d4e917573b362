"use client"

import { MIN_PASSWORD_LENGTH } from "@atrium/identity/contracts"
import { type ReactNode, useEffect, useState } from "react"

import { Alert, Input } from "@/lib/ui"

import type { FormState } from "../form-state"
import { type FormAction, FormShell } from "./form-shell"

/**
 * A password chosen by a mailed link. Its token stands in the address's fragment, which browsers send to nobody. It is
 * taken from there into memory and the address is cleaned, so that it stays out of the history too.
 */
export const MailedPasswordForm = ({
  action,
  label,
  submit,
  busy,
  done,
  withoutLink,
  field = "Password",
  before,
}: {
  action: FormAction
  label: string
  submit: string
  busy: string
  done?: ReactNode
  /** What to do for somebody who came without the link. */
  withoutLink: ReactNode
  /** What the field is called. */
  field?: string
  /** What is asked before the password. */
  before?: (state: FormState) => ReactNode
}) => {
  const [facts, setFacts] = useState<{ token: string; email: string } | null>(null)

  useEffect(() => {
    const fragment = new URLSearchParams(window.location.hash.slice(1))
    // What was read once stays: React runs this twice while developing, and the second time the address is clean.
    setFacts((known) =>
      known?.token ? known : { token: fragment.get("token") ?? "", email: fragment.get("email") ?? "" }
    )
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname)
  }, [])

  if (facts && !facts.token)
    return (
      <Alert tone="amber" title="This link is incomplete" action={withoutLink}>
        Open the whole link from your email, or request a new one.
      </Alert>
    )
  return (
    <FormShell action={action} label={label} submit={submit} busy={busy} done={done}>
      {(state) => (
        <>
          <input type="hidden" name="token" value={facts?.token ?? ""} />
          {/* For the browser's password manager: which account this password is for. */}
          <input type="email" name="email" value={facts?.email ?? ""} autoComplete="username" readOnly hidden />
          {before?.(state)}
          <Input
            id="password"
            name="password"
            type="password"
            autoComplete="new-password"
            label={field}
            hint={`At least ${MIN_PASSWORD_LENGTH} characters. Three words you like make a good one.`}
            error={state.errors.password}
            required
          />
        </>
      )}
    </FormShell>
  )
}
