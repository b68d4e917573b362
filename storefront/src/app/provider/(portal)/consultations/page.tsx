import type { Metadata } from "next"

import { ConsultationList } from "@/features/provider/components/consultation-list"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { upcomingConsultations } from "@/features/provider/consultation-queries"
import { requireProvider } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Consultations" }

const ProviderConsultationsPage = async () => {
  const { provider, token } = await requireProvider("/provider/consultations")
  const [{ consultations }, locale] = await Promise.all([upcomingConsultations(token), currentLocale()])
  return (
    <PortalFrame current="/provider/consultations">
      <PageHeading title="Consultations">
        You and the visitor can cancel a consultation until it starts. Its time can be booked again then: add an absence
        if you&apos;re away. Times are in your time zone: {provider.time_zone.replaceAll("_", " ")}.
      </PageHeading>
      <ConsultationList consultations={consultations} locale={locale} timeZone={provider.time_zone} />
    </PortalFrame>
  )
}

export default ProviderConsultationsPage
