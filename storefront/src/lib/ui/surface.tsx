import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"

/** Centers content at a maximum width: 1120 px for pages, 704 px for text, 560 px for forms. */
export const Container = ({
  width = "page",
  className,
  ...rest
}: ComponentProps<"div"> & { width?: "page" | "form" | "text" }) => (
  <div
    {...rest}
    className={cn(
      "mx-auto w-full px-5 sm:px-8",
      width === "page" && "max-w-[calc(var(--container-page)+4rem)]",
      width === "text" && "max-w-[calc(44rem+4rem)]",
      width === "form" && "max-w-[calc(var(--container-form)+4rem)]",
      className
    )}
  />
)

/** A bordered surface. `raised` adds a shadow. */
export const Card = ({ raised, className, ...rest }: ComponentProps<"div"> & { raised?: boolean }) => (
  <div
    {...rest}
    className={cn("rounded-md border border-line bg-raised p-6 sm:p-8", raised && "shadow-soft", className)}
  />
)

/** The page's heading with an optional introduction. */
export const PageHeading = ({
  eyebrow,
  title,
  children,
}: {
  eyebrow?: ReactNode
  title: ReactNode
  children?: ReactNode
}) => (
  <header className="grid gap-4">
    {eyebrow ? <p className="text-sm text-ink-soft">{eyebrow}</p> : null}
    <h1 className="text-3xl">{title}</h1>
    {children ? <div className="max-w-[62ch] text-lg text-ink-soft">{children}</div> : null}
  </header>
)

export type FactRow = { term: ReactNode; value: ReactNode; strong?: boolean }

/** A list of terms and values in two columns, for summaries and totals. */
export const Facts = ({ rows, className }: { rows: readonly FactRow[]; className?: string }) => (
  <dl className={cn("grid gap-3", className)}>
    {rows.map((row, index) => (
      <div key={index} className="flex items-baseline justify-between gap-6">
        <dt className="text-ink-soft">{row.term}</dt>
        <dd className={cn("figures text-right", row.strong && "text-lg font-semibold")}>{row.value}</dd>
      </div>
    ))}
  </dl>
)
