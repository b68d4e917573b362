"use client"

import { useActionState, useEffect, useRef } from "react"

import { Button, Textarea } from "@/lib/ui"

import type { RequestDetailView } from "../queries"
import { addNote } from "../request-actions"
import { formatDateTime } from "../format"
import { ActionError } from "./action-button"
import { submitKeepingValues } from "./submit-keeping-values"

const AUTHORS: Readonly<Record<RequestDetailView["notes"][number]["author"], string>> = {
  you: "You",
  provider: "Another provider",
  staff: "Staff",
  system: "System",
}

/** Internal notes of providers and staff. Customers never see them. */
export const Notes = ({
  request,
  locale,
  timeZone,
}: {
  request: RequestDetailView
  locale: string
  timeZone: string
}) => {
  const [state, send, pending] = useActionState(addNote.bind(null, request.id), { errors: {} })
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state.done) form.current?.reset()
  }, [state])
  return (
    <div className="grid gap-6">
      {request.notes.length > 0 ? (
        <ul className="grid gap-5">
          {request.notes.map((note) => (
            <li key={note.id} className="grid gap-1 border-l-2 border-line-strong pl-4">
              <p className="max-w-[62ch] whitespace-pre-line">{note.text}</p>
              <p className="text-sm text-ink-soft">
                {AUTHORS[note.author]},{" "}
                <time dateTime={note.created_at}>{formatDateTime(note.created_at, locale, timeZone)}</time>
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      <form
        ref={form}
        action={send}
        onSubmit={submitKeepingValues(send)}
        noValidate
        aria-label="Add a note"
        className="grid gap-4"
      >
        <Textarea
          id="notes"
          name="notes"
          label="Add a note"
          hint="Not visible to the customer."
          maxLength={5000}
          error={state.errors.notes}
        />
        {state.errors.notes ? null : <ActionError state={state} />}
        <div>
          <Button type="submit" variant="secondary" busy={pending} busyLabel="Saving…">
            Add note
          </Button>
        </div>
      </form>
    </div>
  )
}
