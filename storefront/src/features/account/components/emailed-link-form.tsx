"use client"

import { type ReactNode, useEffect, useState } from "react"

import { type FormAction, FormShell } from "@/features/auth/components/form-shell"
import { Alert } from "@/lib/ui"

/**
 * Confirms something with an emailed link. A click is needed, because email programs open links to check them. The token
 * is in the URL fragment, which browsers don't send; the form moves it to memory and out of the address bar.
 */
export const EmailedLinkForm = ({
  action,
  label,
  submit,
  busy,
  done,
}: {
  action: FormAction
  label: string
  submit: string
  busy: string
  done?: ReactNode
}) => {
  const [token, setToken] = useState<string | null>(null)

  useEffect(() => {
    const sent = new URLSearchParams(window.location.hash.slice(1)).get("token") ?? ""
    // In development React runs effects twice, and the second time the fragment is gone: keep the first result.
    setToken((previous) => previous || sent)
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname)
  }, [])

  if (token === "")
    return (
      <Alert tone="amber" title="This link is incomplete">
        Open the whole link from your email.
      </Alert>
    )
  return (
    <FormShell action={action} label={label} submit={submit} busy={busy} done={done}>
      {() => <input type="hidden" name="token" value={token ?? ""} />}
    </FormShell>
  )
}

/** For visitors without JavaScript, which emailed links need. */
export const NeedsScript = () => (
  <noscript>
    <Alert tone="amber" title="This page requires JavaScript">
      Your link can only be read with JavaScript. Turn it on, then reload the page.
    </Alert>
  </noscript>
)
