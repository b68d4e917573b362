"use client"

import { type ReactNode, useActionState, useEffect, useRef } from "react"

import { Alert, Button } from "@/lib/ui"

import { type FormState, INITIAL_STATE } from "../form-state"

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

/**
 * A form with a server action. Works without JavaScript and keeps the entered values. The first invalid field gets the
 * focus: here on pages with React, and by `public/shop.js` on the sign-in pages, which have no React.
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
  /** Replaces the form once the action succeeded. */
  done?: ReactNode
}) => {
  const [state, send, pending] = useActionState(action, INITIAL_STATE)
  const form = useRef<HTMLFormElement>(null)
  const finished = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (state === INITIAL_STATE) return
    const invalid = form.current?.querySelector<HTMLElement>("[aria-invalid='true'], [role='alert']")
    ;(invalid ?? finished.current)?.focus()
    if (state.done) onSubmitted?.()
  }, [state, onSubmitted])

  if (state.done && done)
    return (
      <div ref={finished} tabIndex={-1} data-form-done="" className="outline-none">
        {done}
      </div>
    )
  return (
    <form ref={form} action={send} noValidate aria-label={label} data-form="" className="grid gap-6">
      {state.problem ? <Alert tone="red" title={state.problem} tabIndex={-1} /> : null}
      {children(state)}
      <Button type="submit" size="lg" full busy={pending} busyLabel={busy} data-busy-label={busy}>
        {submit}
      </Button>
    </form>
  )
}
