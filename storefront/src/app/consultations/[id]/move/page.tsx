import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"

import { moveToSlot } from "@/features/consultations/actions"
import { SlotPicker } from "@/features/consultations/components/slot-picker"
import { dayShift, isDay } from "@/features/consultations/days"
import { formatStart } from "@/features/consultations/format"
import { consultationPath, movePath } from "@/features/consultations/paths"
import { findConsultation, findSlots } from "@/features/consultations/queries"
import { chosenTimeZone } from "@/features/consultations/time-zone"
import { currentLocale } from "@/lib/medusa"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Choose another time", robots: { index: false }, referrer: "same-origin" }

const MoveConsultationPage = async ({ params, searchParams }: PageProps<"/consultations/[id]/move">) => {
  const [{ id }, search, locale] = await Promise.all([params, searchParams, currentLocale()])
  const token = typeof search.token === "string" ? search.token : ""
  const consultation = await findConsultation(id, token)
  if (!consultation) notFound()
  if (!consultation.changeable) redirect(consultationPath(id, { token, done: "closed" }))
  const time_zone = chosenTimeZone(search.time_zone ?? consultation.time_zone)
  const from = isDay(search.from) ? search.from : undefined
  const slots = await findSlots(consultation.service.handle, time_zone, from)
  return (
    <Container width="form" className="grid gap-10 py-12 sm:py-16">
      <PageHeading title="Choose another time" eyebrow={consultation.service.title}>
        Now: {formatStart(consultation.starts_at, locale, time_zone)}. It stays until the new time is confirmed.
      </PageHeading>
      {slots ? (
        <SlotPicker
          slots={slots}
          locale={locale}
          action={moveToSlot.bind(null, { id, token })}
          submit="Move consultation"
          hidden={{ token }}
          problem={typeof search.problem === "string" ? search.problem : undefined}
          later={movePath(id, { token, time_zone, from: dayShift(slots.to, 1) })}
          earlier={from ? movePath(id, { token, time_zone }) : undefined}
        />
      ) : (
        <Alert tone="amber" title="This service no longer offers consultations">
          Your consultation stays as it is. Contact us to move it.
        </Alert>
      )}
    </Container>
  )
}

export default MoveConsultationPage
