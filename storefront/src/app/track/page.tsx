import { correctReference } from "@atrium/reference-tracking/contracts"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { TrackingForm } from "@/features/tracking/components/tracking-form"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = {
  title: "Track your work",
  description: "Enter your reference number and see the status of your work, what happens next, and when.",
}

/** The tracking form. Without JavaScript it submits `?reference=`, which this page checks on the server. */
const TrackPage = async ({ searchParams }: PageProps<"/track">) => {
  const { reference } = await searchParams
  const input = typeof reference === "string" ? reference.slice(0, 64) : ""
  const check = input === "" ? undefined : correctReference(input)
  if (check?.kind === "ok") redirect(`/track/${check.reference}`)
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="What's the status of my work?">
        Enter the reference number you received when you paid. You don't need an account.
      </PageHeading>
      <TrackingForm
        initial={input}
        suggestion={check?.reference}
        error={
          check?.kind === "invalid"
            ? "That doesn't look like one of our reference numbers. Check it against your email."
            : undefined
        }
      />
    </Container>
  )
}

export default TrackPage
