"use client"

import { type ReactNode, useActionState, useEffect, useRef } from "react"

import { Alert, Button } from "@/lib/ui"

import { type FormState, NOTHING_YET } from "../form-state"

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

/**
 * A form with a server action: works before JavaScript, keeps what was typed, sets the focus on the first wrong field.
 */
export const FormShell = ({
  action,
  label,
  submit,
  busy,
  onSubmitted,
  children,
  done,
}: {
  action: FormAction
  label: string
  submit: string
  busy: string
  onSubmitted?: () => void
  children: (state: FormState) => ReactNode
  /** Shown in place of the form when the action says it is done. */
  done?: ReactNode
}) => {
  const [state, send, pending] = useActionState(action, NOTHING_YET)
  const form = useRef<HTMLFormElement>(null)
  const finished = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (state === NOTHING_YET) return
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid='true'], [role='alert']")
    ;(wrong ?? finished.current)?.focus()
    if (state.done) onSubmitted?.()
  }, [state, onSubmitted])

  if (state.done && done)
    return (
      <div ref={finished} tabIndex={-1} className="outline-none">
        {done}
      </div>
    )
  return (
    <form ref={form} action={send} noValidate aria-label={label} className="grid gap-6">
      {state.problem ? <Alert tone="red" title={state.problem} /> : null}
      {children(state)}
      <Button type="submit" size="lg" full busy={pending} busyLabel={busy}>
        {submit}
      </Button>
    </form>
  )
}
