import { correctReference } from "@atrium/reference-tracking/contracts"
import type { Metadata } from "next"
import { notFound, permanentRedirect } from "next/navigation"
import { TrackingForm } from "@/features/tracking/components/tracking-form"
import { TrackingResult } from "@/features/tracking/components/tracking-result"
import { currentLocale, findTracking } from "@/lib/medusa"
import { Container, PageHeading } from "@/lib/ui"

// A reference number is nobody's to find in a search engine.
export const metadata: Metadata = { title: "Status", robots: { index: false, follow: false } }

const TrackingPage = async ({ params }: PageProps<"/track/[reference]">) => {
  const typed = decodeURIComponent((await params).reference).slice(0, 64)
  const judged = correctReference(typed)
  if (judged.kind === "corrected") {
    return (
      <Container width="form" className="grid gap-10 py-16 sm:py-24">
        <PageHeading title="Almost right">One character of this number looks mistyped.</PageHeading>
        <TrackingForm initial={typed} suggestion={judged.reference} />
      </Container>
    )
  }
  if (judged.kind === "invalid") notFound()
  if (judged.reference !== typed) permanentRedirect(`/track/${judged.reference}`)
  const [tracking, locale] = await Promise.all([findTracking(judged.reference), currentLocale()])
  if (!tracking) notFound()
  return (
    <Container width="text" className="py-16">
      <TrackingResult tracking={tracking} locale={locale} />
    </Container>
  )
}

export default TrackingPage
