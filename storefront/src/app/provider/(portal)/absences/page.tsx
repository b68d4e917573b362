import type { Metadata } from "next"

import { AbsenceForm } from "@/features/provider/components/absence-form"
import { AbsenceList } from "@/features/provider/components/absence-list"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { listAbsences, requireProvider } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Absences" }

const ProviderAbsencesPage = async () => {
  const { provider, token } = await requireProvider("/provider/absences")
  const [absences, locale] = await Promise.all([listAbsences(token), currentLocale()])
  return (
    <PortalFrame current="/provider/absences">
      <PageHeading title="Absences">
        While you're away, new requests go to other providers. Requests you already have stay assigned to you; tell the
        shop if another provider should take over. Days are in your time zone: {provider.time_zone.replaceAll("_", " ")}
        .
      </PageHeading>
      <AbsenceList absences={absences} locale={locale} timeZone={provider.time_zone} />
      <section aria-labelledby="add-title" className="grid gap-5 lg:max-w-[35rem]">
        <h2 id="add-title" className="text-2xl">
          Add an absence
        </h2>
        <AbsenceForm key={absences.map(({ id }) => id).join()} />
      </section>
    </PortalFrame>
  )
}

export default ProviderAbsencesPage
