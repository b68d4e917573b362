"use client"

import { useEffect, useState } from "react"
import { Button } from "./button"
import { CheckIcon, CopyIcon } from "./icons"

/** Copies `text` to the clipboard and shows the result for two seconds. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => {
  const [state, setState] = useState<"idle" | "copied" | "blocked">("idle")

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
      // The browser may block clipboard access. The text can still be selected manually.
      setState("blocked")
    }
  }

  return (
    <>
      <Button variant="secondary" size="sm" onClick={copy} aria-label={label}>
        {state === "copied" ? <CheckIcon className="size-4" /> : <CopyIcon className="size-4" />}
        {state === "copied" ? "Copied" : "Copy"}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" ? "Copied" : state === "blocked" ? "Your browser blocked copying" : ""}
      </span>
    </>
  )
}
