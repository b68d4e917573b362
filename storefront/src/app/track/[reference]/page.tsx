import { correctReference } from "@atrium/reference-tracking/contracts"
import type { Metadata } from "next"
import { notFound, permanentRedirect } from "next/navigation"
import { TrackingForm } from "@/features/tracking/components/tracking-form"
import { TrackingResult } from "@/features/tracking/components/tracking-result"
import { currentLocale, findTracking } from "@/lib/medusa"
import { Container, PageHeading } from "@/lib/ui"

// Keeps reference numbers out of search engines.
export const generateMetadata = async ({ params }: PageProps<"/track/[reference]">): Promise<Metadata> => {
  const check = correctReference(inputOf((await params).reference))
  const isUnknown = check.kind === "invalid" || (check.kind === "ok" && !(await findTracking(check.reference)))
  return { title: isUnknown ? "We can't find that number" : "Status", robots: { index: false, follow: false } }
}

const inputOf = (reference: string): string => decodeURIComponent(reference).slice(0, 64)

const TrackingPage = async ({ params }: PageProps<"/track/[reference]">) => {
  const input = inputOf((await params).reference)
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
