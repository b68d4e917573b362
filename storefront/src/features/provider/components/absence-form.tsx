"use client"

import { useActionState, useEffect, useRef } from "react"

import { INITIAL_STATE } from "@/features/auth/form-state"
import { Alert, Button, Input } from "@/lib/ui"

import { addAbsence } from "../absence-actions"

/** Adds an absence, in whole days. */
export const AbsenceForm = () => {
  const [state, send, pending] = useActionState(addAbsence, INITIAL_STATE)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus()
  }, [state])
  return (
    <form ref={form} action={send} noValidate aria-label="Add an absence" className="grid gap-5">
      {state.problem ? <Alert tone="red" title={state.problem} /> : null}
      <div className="grid gap-5 sm:grid-cols-2">
        <Input
          id="starts_at"
          name="starts_at"
          type="date"
          label="First day"
          defaultValue={state.values.starts_at}
          error={state.errors.starts_at}
          required
        />
        <Input
          id="ends_at"
          name="ends_at"
          type="date"
          label="Last day"
          defaultValue={state.values.ends_at}
          error={state.errors.ends_at}
          required
        />
      </div>
      <Input
        id="reason"
        name="reason"
        label="Reason"
        hint="Only the shop can see this."
        optional
        maxLength={500}
        defaultValue={state.values.reason}
        error={state.errors.reason}
      />
      <div>
        <Button type="submit" busy={pending} busyLabel="Saving…">
          Add absence
        </Button>
      </div>
    </form>
  )
}
