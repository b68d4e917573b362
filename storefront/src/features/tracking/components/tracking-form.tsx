"use client"

import { useRouter } from "next/navigation"
import { useState, useTransition, type FormEvent } from "react"
import { Button } from "@/lib/ui/button"
import { Input } from "@/lib/ui/field"

type Judgement = { kind: "ok" | "corrected"; reference: string } | { kind: "invalid" }

// Fetched when the field is first touched: the correction is not worth the first load of the page.
const corrector = () => import("@atrium/reference-tracking/contracts")

const judge = async (text: string): Promise<Judgement> => {
  const judged = (await corrector()).correctReference(text)
  return judged.reference === undefined ? { kind: "invalid" } : { kind: judged.kind, reference: judged.reference }
}

const INVALID =
  "That doesn't look like one of our reference numbers. They start with two letters, for example SR, followed by eleven letters and digits."

/**
 * Looks a reference number up. What is mistyped is noticed here, in the browser: a number that cannot exist is never
 * sent. Without a script the form sends it as it is and the page on the server says the same.
 */
export const TrackingForm = ({
  initial = "",
  suggestion: first,
  error: firstError,
}: {
  initial?: string
  suggestion?: string
  error?: string
}) => {
  const router = useRouter()
  const [text, setText] = useState(initial)
  const [suggestion, setSuggestion] = useState(first)
  const [error, setError] = useState(firstError)
  const [looking, startLooking] = useTransition()

  const open = (reference: string) => startLooking(() => router.push(`/track/${reference}`))

  const change = async (value: string) => {
    setText(value)
    setError(undefined)
    setSuggestion(undefined)
    // Only what is long enough to be complete: nobody wants to be corrected in the middle of typing.
    if (value.replace(/[^\p{L}\p{N}]/gu, "").length < 11) return
    const judged = await judge(value)
    if (judged.kind === "corrected") setSuggestion(judged.reference)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === "") return setError("Enter your reference number")
    const judged = await judge(text)
    if (judged.kind === "ok") return open(judged.reference)
    setSuggestion(judged.kind === "corrected" ? judged.reference : undefined)
    setError(judged.kind === "invalid" ? INVALID : undefined)
  }

  return (
    <form action="/track" method="get" onSubmit={submit} noValidate className="grid gap-5">
      <Input
        label="Reference number"
        name="reference"
        value={text}
        onChange={(event) => void change(event.target.value)}
        onFocus={() => void corrector()}
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
              Yes, show it
            </Button>
          </p>
        ) : null}
      </div>
      <div>
        <Button type="submit" busy={looking} busyLabel="Looking it up…">
          Show status
        </Button>
      </div>
    </form>
  )
}
