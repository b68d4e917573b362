"use client"

import Link from "next/link"
import { useActionState, useState } from "react"

import { Badge, Button, CheckIcon, ClockIcon, Input, RadioGroup } from "@/lib/ui"

import type { TaskView } from "../queries"
import { changeTaskStatus } from "../request-actions"
import { formatDay } from "../format"
import { ActionButton, ActionError } from "./action-button"
import { submitKeepingValues } from "./submit-keeping-values"

const HOLDERS: Readonly<Record<TaskView["holder"], string>> = {
  team: "With you",
  client: "With the client",
  authority: "With an authority",
}

const isOpen = (task: TaskView) => task.status !== "done" && task.status !== "cancelled"

type TaskProps = { requestId: string; task: TaskView; locale: string; timeZone: string }

/** One task with the status changes allowed now. */
export const TaskItem = ({ requestId, task, locale, timeZone }: TaskProps) => {
  const [isWaitFormOpen, setIsWaitFormOpen] = useState(false)
  const seen = { id: task.id, updated_at: task.updated_at }
  const canMoveTo = (status: TaskView["status"]) => task.allowed_statuses.includes(status)
  const facts = [
    isOpen(task) ? HOLDERS[task.holder] : null,
    isOpen(task) && task.blocked ? "starts after the previous steps" : null,
    isOpen(task) && task.due_at ? `by ${formatDay(task.due_at, locale, timeZone)}` : null,
    task.completed_at ? `done on ${formatDay(task.completed_at, locale, timeZone)}` : null,
    task.visible_to_client ? "visible to the client" : null,
  ].filter((fact) => fact !== null)
  return (
    <li className="grid gap-3 border-t border-line py-5">
      <div className="flex items-start justify-between gap-4">
        <p className="flex items-start gap-3 font-medium">
          {task.status === "done" ? (
            <CheckIcon className="mt-1 size-4 shrink-0 text-accent" />
          ) : (
            <ClockIcon className="mt-1 size-4 shrink-0 text-ink-soft" />
          )}
          {task.name}
        </p>
        <Badge tone={task.status === "done" ? "accent" : "neutral"} className="shrink-0">
          {task.status_label}
        </Badge>
      </div>
      {task.description ? (
        <p className="max-w-[62ch] pl-7 whitespace-pre-line text-ink-soft">{task.description}</p>
      ) : null}
      {task.status === "waiting" && task.waiting_reason ? (
        <p className="max-w-[62ch] pl-7">Waiting: {task.waiting_reason}</p>
      ) : null}
      <p className="pl-7 text-sm text-ink-soft">{facts.join(" · ")}</p>
      {task.page ? (
        <p className="pl-7">
          <Link href={`/provider${task.page.path}`} className="underline">
            {task.page.label}
          </Link>
        </p>
      ) : null}
      {task.allowed_statuses.length > 0 && !isWaitFormOpen ? (
        <div className="flex flex-wrap items-start gap-3 pl-7">
          {canMoveTo("done") ? (
            <ActionButton
              action={changeTaskStatus.bind(null, requestId, seen, "done")}
              label="Mark as done"
              about={task.name}
              variant="secondary"
              size="sm"
            />
          ) : null}
          {canMoveTo("in_progress") ? (
            <ActionButton
              action={changeTaskStatus.bind(null, requestId, seen, "in_progress")}
              label={task.status === "waiting" ? "Resume task" : "Start task"}
              about={task.name}
              variant="secondary"
              size="sm"
            />
          ) : null}
          {canMoveTo("waiting") ? (
            <Button
              variant="quiet"
              size="sm"
              onClick={() => setIsWaitFormOpen(true)}
              aria-label={`Mark as waiting: ${task.name}`}
            >
              Mark as waiting
            </Button>
          ) : null}
        </div>
      ) : null}
      {isWaitFormOpen && canMoveTo("waiting") ? (
        <WaitForm requestId={requestId} task={seen} name={task.name} onCancel={() => setIsWaitFormOpen(false)} />
      ) : null}
    </li>
  )
}

/** Marks a task as waiting for someone else. The SLA clock is paused until the task is resumed. */
const WaitForm = ({
  requestId,
  task,
  name,
  onCancel,
}: {
  requestId: string
  task: { id: string; updated_at: string }
  name: string
  onCancel: () => void
}) => {
  const [state, send, pending] = useActionState(changeTaskStatus.bind(null, requestId, task, "waiting"), { errors: {} })
  return (
    <form
      action={send}
      onSubmit={submitKeepingValues(send)}
      noValidate
      aria-label={`What ${name} is waiting for`}
      className="grid gap-4 pl-7"
    >
      <RadioGroup
        name="holder"
        label="Who has it now?"
        defaultValue="client"
        choices={[
          { value: "client", label: "The client" },
          { value: "authority", label: "An authority" },
        ]}
      />
      <Input
        id={`reason-${task.id}`}
        name="reason"
        label="What is it waiting for?"
        maxLength={500}
        error={state.errors.reason}
        required
      />
      {state.errors.reason ? null : <ActionError state={state} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" busy={pending} busyLabel="Saving…">
          Mark as waiting
        </Button>
        <Button variant="quiet" size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
