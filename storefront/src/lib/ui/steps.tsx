import type { ReactNode } from "react"
import { cn } from "./cn"
import { CheckIcon } from "./icons"

export type Step = { id: string; label: string; href?: string }

/** Progress through a multi-step form. Steps with `href` are links. */
export const Stepper = ({ steps, current, label }: { steps: readonly Step[]; current: string; label: string }) => {
  const at = steps.findIndex((step) => step.id === current)
  return (
    <nav aria-label={label}>
      <ol className="flex gap-2 sm:gap-4">
        {steps.map((step, index) => {
          const done = index < at
          const here = index === at
          return (
            <li key={step.id} className="flex-1" aria-current={here ? "step" : undefined}>
              <div className={cn("mb-2 h-1 rounded-full", done || here ? "bg-accent" : "bg-line")} />
              <span className={cn("flex items-center gap-2 text-sm", here ? "font-medium text-ink" : "text-ink-soft")}>
                {done ? <CheckIcon className="size-4 text-accent" /> : <span className="figures">{index + 1}</span>}
                {step.href ? (
                  <a href={step.href} className="underline-offset-4 hover:underline">
                    {step.label}
                  </a>
                ) : (
                  step.label
                )}
                {done ? <span className="sr-only"> (done)</span> : null}
              </span>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

export type TimelineEntry = {
  id: string
  title: ReactNode
  /** Formatted for the visitor. */
  time?: ReactNode
  dateTime?: string
  children?: ReactNode
  state: "done" | "current" | "next"
}

const DOT: Readonly<Record<TimelineEntry["state"], string>> = {
  done: "bg-accent border-accent",
  current: "bg-paper border-accent ring-4 ring-accent-soft",
  next: "bg-paper border-line-strong",
}

/** A vertical timeline of past, current and upcoming events. */
export const Timeline = ({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) => (
  <ol aria-label={label}>
    {entries.map((entry, index) => (
      <li
        key={entry.id}
        aria-current={entry.state === "current" ? "step" : undefined}
        className="relative grid grid-cols-[1rem_1fr] gap-x-5 pb-8 last:pb-0"
      >
        {index < entries.length - 1 ? (
          <span
            aria-hidden="true"
            className={cn(
              "absolute top-4 bottom-0 left-[7.5px] w-px",
              entry.state === "done" ? "bg-accent" : "border-l border-dashed border-line-strong bg-transparent"
            )}
          />
        ) : null}
        <span aria-hidden="true" className={cn("relative mt-1.5 size-4 rounded-full border-2", DOT[entry.state])} />
        <div className="grid gap-1">
          <p className={cn("text-base", entry.state === "next" ? "text-ink-soft" : "font-medium")}>{entry.title}</p>
          {entry.time ? (
            <p className="figures text-sm text-ink-soft">
              {entry.dateTime ? <time dateTime={entry.dateTime}>{entry.time}</time> : entry.time}
            </p>
          ) : null}
          {entry.children ? <div className="max-w-[60ch] text-ink-soft">{entry.children}</div> : null}
        </div>
      </li>
    ))}
  </ol>
)
