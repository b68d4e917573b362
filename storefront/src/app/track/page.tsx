import { correctReference } from "@atrium/reference-tracking/contracts"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { TrackingForm } from "@/features/tracking/components/tracking-form"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = {
  title: "Track your work",
  description: "Enter your reference number and see the status of your work, what happens next and by when.",
}

/** The form; with `?reference=` (a browser without script) what the form itself would have said. */
const TrackPage = async ({ searchParams }: PageProps<"/track">) => {
  const { reference } = await searchParams
  const typed = typeof reference === "string" ? reference.slice(0, 64) : ""
  const judged = typed === "" ? undefined : correctReference(typed)
  if (judged?.kind === "ok") redirect(`/track/${judged.reference}`)
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="What's the status of my work?">
        Enter the reference number you got when you paid. No account needed.
      </PageHeading>
      <TrackingForm
        initial={typed}
        suggestion={judged?.reference}
        error={
          judged?.kind === "invalid"
            ? "That doesn't look like one of our reference numbers. Check it against your email."
            : undefined
        }
      />
    </Container>
  )
}

export default TrackPage
