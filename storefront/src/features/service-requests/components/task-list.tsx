import { Fragment, type ReactNode } from "react"

import { Badge, CheckIcon, ClockIcon } from "@/lib/ui"
import { LocalTime } from "@/lib/ui/local-time"

import type { RequestDetailView } from "../queries"
import { CompleteTask } from "./complete-task"

type Task = RequestDetailView["tasks"][number]

const HOLDERS: Readonly<Record<Task["holder"], string>> = {
  team: "With us",
  client: "With you",
  authority: "With the authority",
}

const isOpen = (task: Task) => task.status !== "done" && task.status !== "cancelled"

/** Lists the tasks visible to the client. Tasks they can complete now have a button. */
export const TaskList = ({ request, locale }: { request: RequestDetailView; locale: string }) => (
  <ul className="border-b border-line">
    {request.tasks.map((task) => (
      <li key={task.id} className="grid gap-3 border-t border-line py-5 sm:grid-cols-[1fr_auto] sm:gap-x-8">
        <div className="grid gap-1">
          <p className="flex items-start gap-3 font-medium">
            {task.status === "done" ? (
              <CheckIcon className="mt-1 size-4 shrink-0 text-accent" />
            ) : (
              <ClockIcon className="mt-1 size-4 shrink-0 text-ink-soft" />
            )}
            {task.name}
          </p>
          {task.description ? (
            <p className="max-w-[62ch] pl-7 whitespace-pre-line text-ink-soft">{task.description}</p>
          ) : null}
          <p className="pl-7 text-sm text-ink-soft">{factsOf(task, locale)}</p>
        </div>
        <div className="flex flex-wrap items-start gap-3 pl-7 sm:justify-end sm:pl-0">
          {task.can_complete ? (
            <CompleteTask requestId={request.id} taskId={task.id} name={task.name} />
          ) : (
            <Badge tone={task.status === "done" ? "accent" : "neutral"}>{task.status_label}</Badge>
          )}
        </div>
      </li>
    ))}
  </ul>
)

const factsOf = (task: Task, locale: string): ReactNode => {
  const facts = [
    isOpen(task) ? HOLDERS[task.holder] : null,
    isOpen(task) && task.waiting_reason ? task.waiting_reason : null,
    isOpen(task) && task.blocked ? "starts after the previous steps" : null,
    isOpen(task) && task.due_at ? <LocalTimeFact text="by" at={task.due_at} locale={locale} /> : null,
    task.completed_at ? <LocalTimeFact text="done on" at={task.completed_at} locale={locale} /> : null,
  ].filter((fact) => fact !== null)
  return facts.map((fact, index) => (
    <Fragment key={index}>
      {index > 0 ? " · " : ""}
      {fact}
    </Fragment>
  ))
}

const LocalTimeFact = ({ text, at, locale }: { text: string; at: string; locale: string }) => (
  <>
    {text} <LocalTime at={at} locale={locale} />
  </>
)
