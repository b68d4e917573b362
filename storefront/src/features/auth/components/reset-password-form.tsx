"use client"

import { useEffect, useState } from "react"

import { Alert, ButtonLink, Input } from "@/lib/ui"

import { resetPassword } from "../actions"
import { MIN_PASSWORD } from "../schema"
import { FormShell } from "./form-shell"

/**
 * The token of the mail stands in the address's fragment, which browsers send to nobody. It is taken from there into
 * memory and the address is cleaned, so that it stays out of the history too.
 */
export const ResetPasswordForm = () => {
  const [facts, setFacts] = useState<{ token: string; email: string } | null>(null)

  useEffect(() => {
    const fragment = new URLSearchParams(window.location.hash.slice(1))
    setFacts({ token: fragment.get("token") ?? "", email: fragment.get("email") ?? "" })
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname)
  }, [])

  if (facts && !facts.token)
    return (
      <Alert
        tone="amber"
        title="Open this page by the link in your mail"
        action={
          <ButtonLink href="/forgot-password" variant="secondary" size="sm">
            Ask for a new link
          </ButtonLink>
        }
      >
        Without it we cannot tell whose password to set.
      </Alert>
    )
  return (
    <FormShell
      action={resetPassword}
      label="Choose a password"
      submit="Set this password"
      busy="Setting it…"
      done={
        <Alert
          tone="accent"
          title="Your new password is set"
          action={<ButtonLink href="/sign-in">Sign in with it</ButtonLink>}
        >
          The old one no longer works.
        </Alert>
      }
    >
      {({ errors }) => (
        <>
          <input type="hidden" name="token" value={facts?.token ?? ""} />
          {/* For the browser's password manager: which account this password is for. */}
          <input type="email" value={facts?.email ?? ""} autoComplete="username" readOnly hidden />
          <Input
            id="password"
            name="password"
            type="password"
            autoComplete="new-password"
            label="New password"
            hint={`At least ${MIN_PASSWORD} characters. Three words you like make a good one.`}
            error={errors.password}
            required
          />
        </>
      )}
    </FormShell>
  )
}
