"use client"

import { useActionState } from "react"

import { Button } from "@/lib/ui"

import { completeTask } from "../actions"

/** Button with which the customer marks their task as done. */
export const CompleteTask = ({ requestId, taskId, name }: { requestId: string; taskId: string; name: string }) => {
  const [state, send, pending] = useActionState(completeTask.bind(null, requestId, taskId), { errors: {} })
  return (
    <form action={send} className="grid gap-2">
      <Button
        type="submit"
        variant="secondary"
        size="sm"
        busy={pending}
        busyLabel="Saving…"
        aria-label={`Mark as done: ${name}`}
      >
        Mark as done
      </Button>
      {state.problem ? (
        <p role="alert" className="text-sm text-red">
          {state.problem}
        </p>
      ) : null}
    </form>
  )
}
