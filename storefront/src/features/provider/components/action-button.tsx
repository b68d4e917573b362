"use client"

import { useActionState, useEffect, useId, useRef, useState } from "react"

import { Button, type ButtonProps } from "@/lib/ui"

import type { ActionState } from "../request-actions"

type Action = (state: ActionState, form: FormData) => Promise<ActionState>
type Look = Pick<ButtonProps, "variant" | "size" | "full">

/** One press that changes something; what the shop refused stands below it. */
export const ActionButton = ({
  action,
  label,
  about,
  ...look
}: Look & { action: Action; label: string; /** What it is about, for screen readers. */ about?: string }) => {
  const [state, send, pending] = useActionState(action, { errors: {} })
  return (
    <form action={send} className="grid gap-2">
      <Button
        {...look}
        type="submit"
        busy={pending}
        busyLabel="Saving…"
        aria-label={about ? `${label}: ${about}` : undefined}
      >
        {label}
      </Button>
      <Refusal state={state} />
    </form>
  )
}

/** What the shop said no to. */
export const Refusal = ({ state }: { state: ActionState }) => {
  const said = state.problem ?? Object.values(state.errors)[0]
  return said ? (
    <p role="alert" className="text-sm text-red">
      {said}
    </p>
  ) : null
}

/** A press that asks once more before it is sent: it tells the customer something that cannot be unsaid. */
export const ConfirmedAction = ({
  action,
  label,
  asks,
  yes,
}: {
  action: Action
  label: string
  asks: string
  yes: string
}) => {
  const [asking, setAsking] = useState(false)
  const id = useId()
  const question = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (asking) question.current?.focus()
  }, [asking])

  if (!asking)
    return (
      <Button size="lg" className="w-full sm:w-auto" onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  return (
    <div role="group" aria-labelledby={id} className="grid gap-4 rounded-md border border-accent bg-accent-soft p-5">
      <p ref={question} id={id} tabIndex={-1} className="outline-none">
        {asks}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <ActionButton action={action} label={yes} />
        <Button variant="secondary" onClick={() => setAsking(false)}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
