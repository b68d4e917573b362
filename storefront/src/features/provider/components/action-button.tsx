"use client"

import { useActionState, useEffect, useId, useRef, useState } from "react"

import { Button, type ButtonProps } from "@/lib/ui"

import type { ActionState } from "../request-actions"

type Action = (state: ActionState, form: FormData) => Promise<ActionState>
type Appearance = Pick<ButtonProps, "variant" | "size" | "full">

/** A button that submits a server action and shows its error below. */
export const ActionButton = ({
  action,
  label,
  about,
  ...appearance
}: Appearance & { action: Action; label: string; /** Context for screen readers. */ about?: string }) => {
  const [state, send, pending] = useActionState(action, { errors: {} })
  return (
    <form action={send} className="grid gap-2">
      <Button
        {...appearance}
        type="submit"
        busy={pending}
        busyLabel="Saving…"
        aria-label={about ? `${label}: ${about}` : undefined}
      >
        {label}
      </Button>
      <ActionError state={state} />
    </form>
  )
}

/** Shows the error of a failed action, if any. */
export const ActionError = ({ state }: { state: ActionState }) => {
  const message = state.problem ?? Object.values(state.errors)[0]
  return message ? (
    <p role="alert" className="text-sm text-red">
      {message}
    </p>
  ) : null
}

/** A button that asks for confirmation first, for actions that email the customer and can't be undone. */
export const ConfirmedAction = ({
  action,
  label,
  question,
  confirmLabel,
}: {
  action: Action
  label: string
  question: string
  confirmLabel: string
}) => {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const paragraph = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (isOpen) paragraph.current?.focus()
  }, [isOpen])

  if (!isOpen)
    return (
      <Button size="lg" className="w-full sm:w-auto" onClick={() => setIsOpen(true)}>
        {label}
      </Button>
    )
  return (
    <div role="group" aria-labelledby={id} className="grid gap-4 rounded-md border border-accent bg-accent-soft p-5">
      <p ref={paragraph} id={id} tabIndex={-1} className="outline-none">
        {question}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <ActionButton action={action} label={confirmLabel} />
        <Button variant="secondary" onClick={() => setIsOpen(false)}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
