"use client"

import { useEffect, useState } from "react"

import { Alert, Button } from "@/lib/ui"

/**
 * Downloads the archive with the emailed link. The token is in the URL fragment, which browsers don't send; the form sends
 * it in its body.
 */
export const ArchiveForm = () => {
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
    <form method="post" action="/privacy/archive/file" aria-label="Download your data" className="grid gap-6">
      <input type="hidden" name="token" value={token ?? ""} />
      <Button type="submit" size="lg" full>
        Download your data
      </Button>
    </form>
  )
}
