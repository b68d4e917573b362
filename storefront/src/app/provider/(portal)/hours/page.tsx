import type { Metadata } from "next"

import { HoursForm } from "@/features/provider/components/hours-form"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { requireProvider } from "@/features/provider/queries"
import { hoursAsText, WEEKDAY_FIELDS } from "@/features/provider/weekly-hours"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Weekly hours" }

const ProviderHoursPage = async () => {
  const { provider } = await requireProvider("/provider/hours")
  const { working_hours: working, time_zone: timeZone } = provider
  const hours = Object.fromEntries(WEEKDAY_FIELDS.map(({ name }) => [name, hoursAsText(working[name])]))
  return (
    <PortalFrame current="/provider/hours">
      <PageHeading title="Weekly hours">
        When you usually work. New requests and consultations follow these hours; what is assigned or booked stays.
      </PageHeading>
      <HoursForm
        hours={hours}
        timeZone={timeZone}
        timeZones={[...new Set([timeZone, ...Intl.supportedValuesOf("timeZone")])]}
      />
    </PortalFrame>
  )
}

export default ProviderHoursPage
