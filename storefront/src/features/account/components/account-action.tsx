"use client"

import { useActionState } from "react"

import type { FormAction } from "@/features/auth/components/form-shell"
import { INITIAL_STATE } from "@/features/auth/form-state"
import { Button } from "@/lib/ui"

/** A button that submits a server action and shows its error below. Works without JavaScript. */
export const AccountAction = ({
  action,
  label,
  about,
}: {
  action: FormAction
  label: string
  /** What the action applies to, for screen readers. */
  about?: string
}) => {
  const [state, send, pending] = useActionState(action, INITIAL_STATE)
  return (
    <form action={send} className="grid gap-2">
      <Button
        type="submit"
        variant="secondary"
        size="sm"
        busy={pending}
        busyLabel="Saving…"
        aria-label={about ? `${label}: ${about}` : undefined}
      >
        {label}
      </Button>
      {state.problem ? (
        <p role="alert" className="text-sm text-red">
          {state.problem}
        </p>
      ) : null}
    </form>
  )
}
