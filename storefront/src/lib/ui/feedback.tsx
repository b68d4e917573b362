import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"
import { AlertIcon, CheckIcon, InfoIcon } from "./icons"

/** neutral: information · accent: success · amber: needs the reader's attention · red: failure. */
export type Tone = "neutral" | "accent" | "amber" | "red"

const BADGE: Readonly<Record<Tone, string>> = {
  neutral: "bg-sunken text-ink",
  accent: "bg-accent-soft text-accent-strong",
  amber: "bg-amber-soft text-amber",
  red: "bg-red-soft text-red",
}

export const Badge = ({ tone = "neutral", className, ...rest }: ComponentProps<"span"> & { tone?: Tone }) => (
  <span
    {...rest}
    className={cn("inline-flex items-center rounded-full px-3 py-0.5 text-sm font-medium", BADGE[tone], className)}
  />
)

const ALERT: Readonly<Record<Tone, string>> = {
  neutral: "border-line bg-sunken",
  accent: "border-accent bg-accent-soft",
  amber: "border-amber bg-amber-soft",
  red: "border-red bg-red-soft",
}

const ICONS = { neutral: InfoIcon, accent: CheckIcon, amber: AlertIcon, red: AlertIcon } as const

export type AlertProps = {
  tone?: Tone
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string
  tabIndex?: number
}

/** A message about the page. Screen readers announce failures immediately and other messages politely. */
export const Alert = ({ tone = "neutral", title, children, action, className, tabIndex }: AlertProps) => {
  const Icon = ICONS[tone]
  return (
    <div
      role={tone === "red" ? "alert" : "status"}
      tabIndex={tabIndex}
      className={cn("flex gap-4 rounded-md border p-5 text-ink", ALERT[tone], className)}
    >
      <Icon className="mt-0.5 size-5 shrink-0" />
      <div className="grid gap-2">
        <p className="font-medium">{title}</p>
        {children ? <div className="text-ink-soft">{children}</div> : null}
        {action ? <div className="mt-2 flex flex-wrap gap-3">{action}</div> : null}
      </div>
    </div>
  )
}

/** Placeholder for an empty list: what will appear here, and what to do next. */
export const EmptyState = ({
  title,
  children,
  action,
  picture,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  picture?: ReactNode
}) => (
  <div className="grid justify-items-start gap-4 rounded-md border border-dashed border-line-strong p-8 sm:p-12">
    {picture}
    <h2 className="text-xl">{title}</h2>
    {children ? <div className="max-w-[60ch] text-ink-soft">{children}</div> : null}
    {action}
  </div>
)

/** Placeholder for loading content. Hidden from screen readers, which get the text of `Loading`. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden="true" className={cn("animate-pulse rounded-md bg-sunken", className)} />
)

/** Announces to screen readers what is loading. */
export const Loading = ({ what, children }: { what: string; children: ReactNode }) => (
  <div role="status">
    <span className="sr-only">Loading {what}</span>
    {children}
  </div>
)
