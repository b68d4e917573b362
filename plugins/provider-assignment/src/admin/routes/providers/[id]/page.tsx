import { Fact, formatMoment, IfMay, NONE, PageHeader, PageStatus, Section, TwoColumns } from "@atrium/admin-kit"
import { StatusBadge } from "@medusajs/ui"
import { Link, type UIMatch, useParams } from "react-router-dom"

import { WEEKDAY_LABELS, WEEKDAYS } from "../../../../contracts/provider-statuses"
import type { ProviderDetailOut } from "../../../../contracts/providers"
import { AbsencesSection } from "../../../components/absences-section"
import { EditProvider } from "../../../components/edit-provider"
import { ProviderStanding } from "../../../components/provider-standing"
import { WeeksSection } from "../../../components/weeks-section"
import { formatHours, PROVIDER_COLORS } from "../../../lib/format"
import { useProvider } from "../../../lib/providers"

const listed = (words: readonly string[], none: string): string => (words.length ? words.join(", ") : none)

const ProfileSection = ({ provider }: { provider: ProviderDetailOut }) => (
  <Section
    title="Profile"
    action={
      <IfMay permission="providers:write">
        <EditProvider provider={provider} />
      </IfMay>
    }
  >
    <Fact label="Skills">{listed(provider.skills, NONE)}</Fact>
    <Fact label="Languages">{listed(provider.languages, NONE)}</Fact>
    <Fact label="Regions">{listed(provider.regions, "Everywhere")}</Fact>
    <Fact label="Services">
      {provider.service_ids === null
        ? "All services that match their skills"
        : `${provider.service_ids.length} selected`}
    </Fact>
    <Fact label="Blocked customers">{listed(provider.blocked_emails, NONE)}</Fact>
    <Fact label="Phone">{provider.phone ?? NONE}</Fact>
  </Section>
)

const HoursSection = ({ provider }: { provider: ProviderDetailOut }) => (
  <Section title="Working hours">
    <Fact label="Time zone">{provider.time_zone}</Fact>
    {WEEKDAYS.map((day) => (
      <Fact key={day} label={WEEKDAY_LABELS[day]}>
        {listed(
          (provider.working_hours[day] ?? []).map(([from, to]) => `${from}–${to}`),
          "Off"
        )}
      </Fact>
    ))}
  </Section>
)

const WorkSection = ({ provider }: { provider: ProviderDetailOut }) => (
  <Section title="Work">
    <Fact label="Open requests">{provider.open_requests}</Fact>
    <Fact label="Capacity">{formatHours(provider.capacity_hours_per_week)} per week</Fact>
    <Fact label="Weight">{provider.weight}</Fact>
    <Fact label="Priority">{provider.priority}</Fact>
    <Fact label="Last assigned">{formatMoment(provider.last_assigned_at)}</Fact>
    <Fact label="Decisions">
      <Link className="text-ui-fg-interactive" to={`/providers/decisions?provider_id=${provider.id}`}>
        Assignment history
      </Link>
    </Fact>
  </Section>
)

const ProviderPage = () => {
  const { id = "" } = useParams()
  const loading = useProvider(id)
  const provider = loading.data?.provider
  if (!provider) return <PageStatus what="This provider" loading={loading} />

  return (
    <TwoColumns
      main={
        <>
          <PageHeader title={provider.name} subtitle={provider.email}>
            <StatusBadge color={PROVIDER_COLORS[provider.status]}>{provider.status_label}</StatusBadge>
            <IfMay permission="providers:write">
              <ProviderStanding provider={provider} />
            </IfMay>
          </PageHeader>
          <ProfileSection provider={provider} />
          <WeeksSection provider={provider} />
          <AbsencesSection provider={provider} />
        </>
      }
      side={
        <>
          <WorkSection provider={provider} />
          <HoursSection provider={provider} />
        </>
      }
    />
  )
}

const Breadcrumb = ({ id }: { id: string }) => useProvider(id).data?.provider.name ?? "Provider"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <Breadcrumb id={params["id"] ?? ""} />,
  seo: () => ({ title: "Provider" }),
}

export default ProviderPage
