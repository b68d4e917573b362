"use client"

import { useEffect, useState } from "react"
import { Button } from "./button"
import { CheckIcon, CopyIcon } from "./icons"

/** Copies `text` and says so for two seconds. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle")

  useEffect(() => {
    if (state === "idle") return
    const timer = setTimeout(() => setState("idle"), 2_000)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState("copied")
    } catch {
      // The browser may forbid it; the text can still be selected by hand.
      setState("refused")
    }
  }

  return (
    <>
      <Button variant="secondary" size="sm" onClick={copy} aria-label={label}>
        {state === "copied" ? <CheckIcon className="size-4" /> : <CopyIcon className="size-4" />}
        {state === "copied" ? "Copied" : "Copy"}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" ? "Copied" : state === "refused" ? "Your browser blocked copying" : ""}
      </span>
    </>
  )
}
