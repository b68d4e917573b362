"use client"

import { useState, useTransition } from "react"

import { Alert, Button, Checkbox } from "@/lib/ui"

import { emailPurchaseLink, type LinkResult } from "../draft-actions"

/** What was typed is saved: it can be continued on another device, by a link, or after one reminder. */
export const ContinueLater = ({
  request,
  isSaved,
  onRemind,
}: {
  /** What the link opens, read when it is asked for. */
  request: () => Parameters<typeof emailPurchaseLink>[0]
  isSaved: boolean
  onRemind: (remind: boolean) => void
}) => {
  const [result, setResult] = useState<LinkResult | null>(null)
  const [isPending, startTransition] = useTransition()
  const { remind } = request()
  const send = () =>
    startTransition(async () => {
      try {
        setResult(await emailPurchaseLink(request()))
      } catch {
        setResult({ error: "We couldn't reach the shop. Check your connection and try again." })
      }
    })
  return (
    <div className="grid gap-4">
      <Checkbox
        name="remind"
        checked={remind}
        onChange={({ target }) => onRemind(target.checked)}
        label="Send me one reminder if I don't finish"
      />
      {result && "sentTo" in result ? (
        <Alert tone="accent" title={`We've sent a link to ${result.sentTo}`}>
          Open it on any device to continue. It works for 30 days, until you pay.
        </Alert>
      ) : null}
      {result && "error" in result ? <Alert tone="red" title={result.error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="button" variant="secondary" size="sm" busy={isPending} busyLabel="Sending…" onClick={send}>
          Email me a link to continue
        </Button>
        {isSaved ? <span className="text-sm text-ink-soft">Saved</span> : null}
      </div>
    </div>
  )
}
