import { Container, Copy, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import { LoadFailure } from "./load-failure"

type SectionProps = {
  title: string
  hint?: string
  action?: ReactNode
  /** Shown instead of the content. */
  error?: Error | null
  onRetry?: () => void
  children: ReactNode
}

/** A titled box, as on Medusa's detail pages. */
export const Section = ({ title, hint, action, error, onRetry, children }: SectionProps) => (
  <Container className="divide-y p-0">
    <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
      <div>
        <Heading level="h2">{title}</Heading>
        {hint && (
          <Text size="small" className="text-ui-fg-subtle">
            {hint}
          </Text>
        )}
      </div>
      {action}
    </div>
    {error ? <LoadFailure what={title} error={error} {...(onRetry ? { onRetry } : {})} /> : children}
  </Container>
)

/** A label and its value, as a row. */
export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="text-ui-fg-subtle grid grid-cols-2 items-start gap-4 px-6 py-3">
    <Text size="small" leading="compact" weight="plus">
      {label}
    </Text>
    <Text as="div" size="small" leading="compact" className="whitespace-pre-wrap break-words">
      {children}
    </Text>
  </div>
)

/** A value that people copy: an id, a hash, a link. */
export const Copied = ({ text }: { text: string }) => (
  <span className="flex items-start gap-2 font-mono">
    <span className="break-all">{text}</span>
    <Copy content={text} />
  </span>
)

/** What stands where a list is empty. */
export const Empty = ({ children }: { children: ReactNode }) => (
  <Text size="small" className="text-ui-fg-muted px-6 py-4">
    {children}
  </Text>
)

/** Two lines in one cell of a table: the second explains the first. */
export const TwoLines = ({ first, second, mono = false }: { first: ReactNode; second: ReactNode; mono?: boolean }) => (
  <div className="flex max-w-[280px] flex-col py-1">
    <Text size="small" leading="compact" weight="plus" className="truncate">
      {first}
    </Text>
    <Text
      size="xsmall"
      leading="compact"
      className={mono ? "text-ui-fg-subtle truncate font-mono" : "text-ui-fg-subtle truncate"}
    >
      {second}
    </Text>
  </div>
)
