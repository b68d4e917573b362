import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { holdSlot } from "@/features/consultations/actions"
import { SlotPicker } from "@/features/consultations/components/slot-picker"
import { slotsPath } from "@/features/consultations/paths"
import { findOffer, findSlots } from "@/features/consultations/queries"
import { dayShift, isDay } from "@/features/consultations/days"
import { chosenTimeZone } from "@/features/consultations/time-zone"
import { currentLocale } from "@/lib/medusa"
import { Container, PageHeading } from "@/lib/ui"

type Props = PageProps<"/services/[handle]/consultation">

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const offer = await findOffer((await params).handle)
  return { title: offer ? `Book a consultation: ${offer.service.title}` : "Not found", robots: { index: false } }
}

const ConsultationSlotsPage = async ({ params, searchParams }: Props) => {
  const [{ handle }, search, locale] = await Promise.all([params, searchParams, currentLocale()])
  const time_zone = chosenTimeZone(search.time_zone)
  const slots = await findSlots(handle, time_zone, isDay(search.from) ? search.from : undefined)
  if (!slots) notFound()
  const { consultation } = slots
  return (
    <Container width="form" className="grid gap-10 py-12 sm:py-16">
      <PageHeading
        title="Book a consultation"
        eyebrow={
          <a href={`/services/${consultation.service.handle}`} className="underline">
            {consultation.service.title}
          </a>
        }
      >
        {[`${consultation.minutes} minutes with a specialist`, consultation.place].filter(Boolean).join(". ")}
      </PageHeading>
      <SlotPicker
        slots={slots}
        locale={locale}
        action={holdSlot.bind(null, handle)}
        submit="Continue"
        problem={typeof search.problem === "string" ? search.problem : undefined}
        later={slotsPath(handle, { time_zone, from: dayShift(slots.to, 1) })}
        earlier={isDay(search.from) ? slotsPath(handle, { time_zone }) : undefined}
      />
    </Container>
  )
}

export default ConsultationSlotsPage
