"use client"

import { useRouter } from "next/navigation"
import { useState, useTransition, type FormEvent } from "react"
import { Button } from "@/lib/ui/button"
import { Input } from "@/lib/ui/field"

type Check = { kind: "ok" | "corrected"; reference: string } | { kind: "invalid" }

// Loaded when the field is first focused, to keep it out of the page's initial JavaScript.
const loadCorrector = () => import("@atrium/reference-tracking/contracts")

const checkReference = async (text: string): Promise<Check> => {
  const { kind, reference } = (await loadCorrector()).correctReference(text)
  return reference === undefined ? { kind: "invalid" } : { kind, reference }
}

const INVALID =
  "That doesn't look like one of our reference numbers. They start with two letters, for example SR, followed by eleven letters and digits."

/**
 * Looks up a reference number. Typos are detected in the browser, so a number that can't exist is never sent. Without
 * JavaScript the form submits the text and the server renders the same messages.
 */
export const TrackingForm = ({
  initial = "",
  suggestion: initialSuggestion,
  error: initialError,
}: {
  initial?: string
  suggestion?: string
  error?: string
}) => {
  const router = useRouter()
  const [text, setText] = useState(initial)
  const [suggestion, setSuggestion] = useState(initialSuggestion)
  const [error, setError] = useState(initialError)
  const [isPending, startTransition] = useTransition()

  const open = (reference: string) => startTransition(() => router.push(`/track/${reference}`))

  const change = async (value: string) => {
    setText(value)
    setError(undefined)
    setSuggestion(undefined)
    // Suggest a correction only once the number could be complete, not while the visitor is still typing.
    if (value.replace(/[^\p{L}\p{N}]/gu, "").length < 11) return
    const check = await checkReference(value)
    if (check.kind === "corrected") setSuggestion(check.reference)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === "") return setError("Enter your reference number")
    const check = await checkReference(text)
    if (check.kind === "ok") return open(check.reference)
    setSuggestion(check.kind === "corrected" ? check.reference : undefined)
    setError(check.kind === "invalid" ? INVALID : undefined)
  }

  return (
    <form action="/track" method="get" onSubmit={submit} noValidate className="grid gap-5">
      <Input
        label="Reference number"
        name="reference"
        value={text}
        onChange={(event) => void change(event.target.value)}
        onFocus={() => void loadCorrector()}
        error={error}
        hint="It's in your confirmation email. Capitals, spaces and dashes don't matter."
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        className="font-mono text-lg"
        placeholder="SR-0000-0000-000"
      />
      <div role="status" className="empty:hidden">
        {suggestion ? (
          <p className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md border border-amber bg-amber-soft p-4">
            <span>
              Did you mean <strong className="font-mono font-medium">{suggestion}</strong>?
            </span>
            <Button variant="secondary" size="sm" onClick={() => open(suggestion)}>
              Use this number
            </Button>
          </p>
        ) : null}
      </div>
      <div>
        <Button type="submit" busy={isPending} busyLabel="Looking it up…">
          Show status
        </Button>
      </div>
    </form>
  )
}
