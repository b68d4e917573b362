import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { confirmBooking, releaseSlot } from "@/features/consultations/actions"
import { BookedActions } from "@/features/consultations/components/booked"
import { ConsultationFacts } from "@/features/consultations/components/consultation-facts"
import { DetailsForm } from "@/features/consultations/components/details-form"
import { formatTime } from "@/features/consultations/format"
import { slotsPath } from "@/features/consultations/paths"
import { type ConsultationView, findConsultation } from "@/features/consultations/queries"
import { chosenTimeZone } from "@/features/consultations/time-zone"
import { currentLocale } from "@/lib/medusa"
import { Alert, Button, ButtonLink, Container, PageHeading } from "@/lib/ui"

// The address contains the link's token.
export const metadata: Metadata = { title: "Your consultation", robots: { index: false }, referrer: "same-origin" }

const TITLES: Readonly<Record<ConsultationView["status"], string>> = {
  held: "Your details",
  booked: "Your consultation is booked",
  canceled: "This consultation is canceled",
  expired: "This time is no longer held for you",
  done: "This consultation is over",
}

const NOTES: Readonly<Record<string, { tone: "accent" | "amber"; title: string }>> = {
  booked: { tone: "accent", title: "Booked. We've sent you an email with a calendar file." },
  moved: { tone: "accent", title: "Moved. We've sent you an email with the new time." },
  canceled: { tone: "accent", title: "Canceled. We've sent you an email." },
  closed: { tone: "amber", title: "This consultation can no longer be changed." },
}

const BookAgain = ({ consultation }: { consultation: ConsultationView }) => (
  <div>
    <ButtonLink href={slotsPath(consultation.service.handle)} prefetch={false}>
      Choose another time
    </ButtonLink>
  </div>
)

const ConsultationPage = async ({ params, searchParams }: PageProps<"/consultations/[id]">) => {
  const [{ id }, search, locale] = await Promise.all([params, searchParams, currentLocale()])
  const token = typeof search.token === "string" ? search.token : ""
  const consultation = await findConsultation(id, token)
  if (!consultation) notFound()
  const { status } = consultation
  const timeZone = status === "held" ? chosenTimeZone(search.time_zone) : consultation.time_zone
  const note = typeof search.done === "string" ? NOTES[search.done] : undefined
  const { handle } = consultation.service
  return (
    <Container width="form" className="grid gap-10 py-12 sm:py-16">
      <PageHeading title={TITLES[status]}>
        {status === "held" && consultation.hold_expires_at
          ? `This time is held for you until ${formatTime(consultation.hold_expires_at, locale, timeZone)}.`
          : null}
      </PageHeading>
      {note ? <Alert tone={note.tone} title={note.title} /> : null}
      <ConsultationFacts consultation={consultation} locale={locale} timeZone={timeZone} />
      {status === "held" ? (
        <>
          <DetailsForm action={confirmBooking.bind(null, { id, token, timeZone })} />
          <form action={releaseSlot.bind(null, { id, token, handle })}>
            <input type="hidden" name="time_zone" value={timeZone} />
            <Button type="submit" variant="quiet">
              Choose another time
            </Button>
          </form>
        </>
      ) : null}
      {consultation.changeable ? <BookedActions consultation={consultation} token={token} /> : null}
      {status === "canceled" || status === "expired" ? <BookAgain consultation={consultation} /> : null}
    </Container>
  )
}

export default ConsultationPage
