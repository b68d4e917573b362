import { Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

type Props = { title: string; hint: string; action?: ReactNode; error?: Error | null; children: ReactNode }

export const Section = ({ title, hint, action, error, children }: Props) => (
  <Container className="divide-y p-0">
    <div className="flex flex-col gap-3 px-6 py-4 sm:flex-row sm:items-center sm:justify-between">
      <div>
        <Heading level="h2">{title}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {hint}
        </Text>
      </div>
      {action}
    </div>
    {error ? (
      <Text size="small" className="text-ui-fg-error px-6 py-4">
        {error.message}
      </Text>
    ) : (
      children
    )}
  </Container>
)
