"use client"

import { useActionState } from "react"

import { Button, Input } from "@/lib/ui"

import { cancelConsultation } from "../consultation-actions"
import { ActionError } from "./action-button"
import { submitKeepingValues } from "./submit-keeping-values"

/** Cancels a consultation with a reason. It opens without JavaScript too. */
export const CancelConsultation = ({ id, visitor }: { id: string; visitor: string }) => {
  const [state, send, pending] = useActionState(cancelConsultation.bind(null, id), { errors: {} })
  return (
    <details>
      <summary className="w-fit cursor-pointer text-sm underline">
        Cancel<span className="sr-only"> the consultation with {visitor}</span>
      </summary>
      <form action={send} onSubmit={submitKeepingValues(send)} noValidate className="mt-3 grid max-w-[62ch] gap-4">
        <Input
          id={`reason-${id}`}
          name="reason"
          label="Why can't it take place?"
          hint={`We email this to ${visitor}, with a link to choose another time.`}
          maxLength={500}
          error={state.errors.reason}
          required
        />
        {state.errors.reason ? null : <ActionError state={state} />}
        <Button type="submit" size="sm" className="w-fit" busy={pending} busyLabel="Canceling…">
          Cancel consultation
        </Button>
      </form>
    </details>
  )
}
