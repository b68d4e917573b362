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

/** A titled container, as on Medusa's detail pages. */
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

/** A row with a label and its value. */
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

/** A value to copy: an ID, a hash, a link. */
export const Copyable = ({ text }: { text: string }) => (
  <span className="flex items-start gap-2 font-mono">
    <span className="break-all">{text}</span>
    <Copy content={text} />
  </span>
)

/** Shown in place of an empty list. */
export const Empty = ({ children }: { children: ReactNode }) => (
  <Text size="small" className="text-ui-fg-muted px-6 py-4">
    {children}
  </Text>
)

type HeaderProps = {
  title: ReactNode
  subtitle: ReactNode
  mono?: boolean
  /** Status and buttons. */
  children?: ReactNode
}

/** The top of a page. */
export const PageHeader = ({ title, subtitle, mono = false, children }: HeaderProps) => (
  <Container className="flex flex-col items-start justify-between gap-4 md:flex-row md:items-center">
    <div className="min-w-0">
      <Heading className={mono ? "break-words font-mono" : "break-words"}>{title}</Heading>
      <Text size="small" className="text-ui-fg-subtle break-words">
        {subtitle}
      </Text>
    </div>
    <div className="flex shrink-0 items-center gap-3">{children}</div>
  </Container>
)

/** The layout of a detail page: what happens on the left, facts on the right. */
export const TwoColumns = ({ main, side }: { main: ReactNode; side: ReactNode }) => (
  <div className="flex flex-col gap-3 xl:flex-row xl:items-start">
    <div className="flex w-full min-w-0 flex-col gap-3">{main}</div>
    <div className="flex w-full flex-col gap-3 xl:max-w-[440px]">{side}</div>
  </div>
)

/** Text in a table cell, cut off where it would push other columns out of sight. */
export const Truncated = ({ text }: { text: string }) => (
  <span className="block max-w-[200px] truncate" title={text}>
    {text}
  </span>
)

/** Two lines in one table cell: the second explains the first. */
export const TwoLines = ({ first, second, mono = false }: { first: ReactNode; second: ReactNode; mono?: boolean }) => (
  <div className="flex max-w-[200px] flex-col py-1">
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
