import { correctReference } from "@atrium/reference-tracking/contracts"
import type { Metadata } from "next"
import { notFound, permanentRedirect } from "next/navigation"
import { TrackingForm } from "@/features/tracking/components/tracking-form"
import { TrackingResult } from "@/features/tracking/components/tracking-result"
import { currentLocale, findTracking } from "@/lib/medusa"
import { Container, PageHeading } from "@/lib/ui"

// Keeps reference numbers out of search engines.
export const metadata: Metadata = { title: "Status", robots: { index: false, follow: false } }

const TrackingPage = async ({ params }: PageProps<"/track/[reference]">) => {
  const input = decodeURIComponent((await params).reference).slice(0, 64)
  const check = correctReference(input)
  if (check.kind === "corrected") {
    return (
      <Container width="form" className="grid gap-10 py-16 sm:py-24">
        <PageHeading title="Check your number">One character of this number looks mistyped.</PageHeading>
        <TrackingForm initial={input} suggestion={check.reference} />
      </Container>
    )
  }
  if (check.kind === "invalid") notFound()
  if (check.reference !== input) permanentRedirect(`/track/${check.reference}`)
  const [tracking, locale] = await Promise.all([findTracking(check.reference), currentLocale()])
  if (!tracking) notFound()
  return (
    <Container width="text" className="py-16">
      <TrackingResult tracking={tracking} locale={locale} />
    </Container>
  )
}

export default TrackingPage
