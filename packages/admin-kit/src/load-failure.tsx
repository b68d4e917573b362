import { Button, Container, Text } from "@medusajs/ui"

import { isForbidden, messageOf } from "./client"

type FailureProps = { what: string; error: Error; onRetry?: () => void }

/** Why something could not be loaded, with a button to try again unless the user's role doesn't allow it. */
export const LoadFailure = ({ what, error, onRetry }: FailureProps) => (
  <div role="alert" className="flex flex-col items-start gap-3 px-6 py-4">
    <Text size="small" className="text-ui-fg-error">
      {isForbidden(error) ? error.message : `${what} could not be loaded. ${messageOf(error)}`}
    </Text>
    {onRetry && !isForbidden(error) && (
      <Button size="small" variant="secondary" onClick={onRetry}>
        Try again
      </Button>
    )}
  </div>
)

/** The parts of a query's result that report a failure. */
export type Loading = { readonly error: Error | null; readonly refetch: () => unknown }

/** A page that is loading, or that could not be loaded. */
export const PageStatus = ({ what, loading }: { what: string; loading: Loading }) =>
  loading.error ? (
    <Container className="p-0">
      <LoadFailure what={what} error={loading.error} onRetry={() => void loading.refetch()} />
    </Container>
  ) : (
    <Container className="h-[60px] animate-pulse" aria-busy="true" />
  )
