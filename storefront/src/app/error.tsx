"use client"

import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { Button } from "@/lib/ui/button"
import { Container, PageHeading } from "@/lib/ui/surface"

/** Shown when a page failed to render. The digest finds the error in the logs. */
const ErrorPage = ({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) => {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()

  // `reset` alone renders the same failed response again, so refresh the page's data too.
  const tryAgain = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })

  return (
    <Container width="form" className="grid gap-8 py-20 sm:py-28">
      <title>This page didn't load</title>
      <div role="alert">
        <PageHeading title="This page didn't load">
          Something went wrong on our side. Nothing you entered is lost. Try again in a moment.
        </PageHeading>
      </div>
      <div>
        <Button onClick={tryAgain} busy={isPending} busyLabel="Trying again…">
          Try again
        </Button>
      </div>
      {error.digest ? (
        <p className="text-sm text-ink-soft">
          If the problem persists, contact us with this code: <span className="font-mono">{error.digest}</span>
        </p>
      ) : null}
    </Container>
  )
}

export default ErrorPage
