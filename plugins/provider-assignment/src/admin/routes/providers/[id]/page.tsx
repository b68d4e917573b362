import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { Link, useParams } from "react-router-dom"

import { WEEKDAY_LABELS, WEEKDAYS } from "../../../../contracts/provider-statuses"
import type { ProviderDetailOut } from "../../../../contracts/providers"
import { AbsencesSection } from "../../../components/absences-section"
import { EditProvider } from "../../../components/edit-provider"
import { ProviderStanding } from "../../../components/provider-standing"
import { Fact, Section } from "../../../components/section"
import { WeeksSection } from "../../../components/weeks-section"
import { formatHours, formatMoment } from "../../../lib/format"
import { useProvider } from "../../../lib/providers"
import { PROVIDER_COLOURS } from "../../../lib/statuses"
import { whyNotLoaded } from "../../../lib/sdk"
import { IfMay } from "../../../components/if-may"

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
    <Fact label="Skills">{listed(provider.skills, "–")}</Fact>
    <Fact label="Languages">{listed(provider.languages, "–")}</Fact>
    <Fact label="Regions">{listed(provider.regions, "Everywhere")}</Fact>
    <Fact label="Services">
      {provider.service_ids === null ? "Every service its skills allow" : `${provider.service_ids.length} chosen ones`}
    </Fact>
    <Fact label="Blocked customers">{listed(provider.blocked_emails, "–")}</Fact>
    <Fact label="Phone">{provider.phone ?? "–"}</Fact>
  </Section>
)

const HoursSection = ({ provider }: { provider: ProviderDetailOut }) => (
  <Section title="Working hours">
    <Fact label="Time zone">{provider.time_zone}</Fact>
    {WEEKDAYS.map((day) => (
      <Fact key={day} label={WEEKDAY_LABELS[day]}>
        {listed(
          (provider.working_hours[day] ?? []).map(([from, to]) => `${from}–${to}`),
          "Free"
        )}
      </Fact>
    ))}
  </Section>
)

const WorkSection = ({ provider }: { provider: ProviderDetailOut }) => (
  <Section title="Work">
    <Fact label="In hand">{provider.open_requests}</Fact>
    <Fact label="Capacity">{formatHours(provider.capacity_hours_per_week)} a week</Fact>
    <Fact label="Weight">{provider.weight}</Fact>
    <Fact label="Priority">{provider.priority}</Fact>
    <Fact label="Last assigned">{formatMoment(provider.last_assigned_at)}</Fact>
    <Fact label="Decisions">
      <Link className="text-ui-fg-interactive" to={`/providers/decisions?provider_id=${provider.id}`}>
        What it got, and why
      </Link>
    </Fact>
  </Section>
)

const ProviderPage = () => {
  const { id = "" } = useParams()
  const { data, isLoading, isError, error } = useProvider(id)
  const provider = data?.provider

  if (isLoading) return <Container className="h-64 animate-pulse" aria-busy="true" />
  if (isError || !provider)
    return (
      <Container>
        <Heading>This provider could not be loaded</Heading>
        <Text size="small" className="text-ui-fg-subtle mt-2">
          {whyNotLoaded(error, "It may not exist, or the shop did not answer. Go back to the list and try again.")}
        </Text>
      </Container>
    )
  return (
    <div className="flex flex-col gap-3 xl:flex-row">
      <div className="flex w-full flex-col gap-3">
        <Container className="flex flex-wrap items-center justify-between gap-4">
          <div>
            <Heading>{provider.name}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {provider.email}
            </Text>
          </div>
          <div className="flex items-center gap-3">
            <StatusBadge color={PROVIDER_COLOURS[provider.status]}>{provider.status_label}</StatusBadge>
            <IfMay permission="providers:write">
              <ProviderStanding provider={provider} />
            </IfMay>
          </div>
        </Container>
        <ProfileSection provider={provider} />
        <WeeksSection provider={provider} />
        <AbsencesSection provider={provider} />
      </div>
      <div className="flex w-full flex-col gap-3 xl:max-w-[400px]">
        <WorkSection provider={provider} />
        <HoursSection provider={provider} />
      </div>
    </div>
  )
}

export default ProviderPage
