import { Badge, Container, Heading, Text } from "@medusajs/ui"
import { Link, useParams } from "react-router-dom"

import type { CandidateOut, DecisionDetailOut } from "../../../../../contracts/decisions"
import { ReplayButton } from "../../../../components/replay-button"
import { Empty, Fact, Section } from "../../../../components/section"
import { useDecision } from "../../../../lib/decisions"
import { formatHours, formatMoment, formatWeek } from "../../../../lib/format"
import { whyNotLoaded } from "../../../../lib/sdk"
import { IfMay } from "../../../../components/if-may"

/** `reserved`: the plan of the candidate is what was reserved; by hand, capacity alone may have decided it otherwise. */
const Verdict = ({ candidate, chosen, reserved }: { candidate: CandidateOut; chosen: boolean; reserved: boolean }) => (
  <li className="flex items-start justify-between gap-4 px-6 py-3">
    <div>
      <Text size="small" leading="compact" {...(chosen ? { weight: "plus" as const } : {})}>
        {candidate.sentence}
      </Text>
      {reserved && candidate.plan && candidate.plan.length > 0 && (
        <Text size="xsmall" className="text-ui-fg-subtle pt-1">
          Reserved:{" "}
          {candidate.plan
            .map(({ week, minutes }) => `${formatHours(minutes / 60)} in the week of ${formatWeek(week)}`)
            .join(", ")}
        </Text>
      )}
    </div>
    {chosen ? (
      <Badge size="2xsmall" color="green" className="whitespace-nowrap">
        Chosen
      </Badge>
    ) : candidate.rank !== null ? (
      <Badge size="2xsmall" className="whitespace-nowrap">
        No. {candidate.rank}
      </Badge>
    ) : null}
  </li>
)

const FactsSection = ({ decision }: { decision: DecisionDetailOut }) => {
  const { needs } = decision.facts
  return (
    <Section title="What it rests on">
      <Fact label="Decided">{formatMoment(decision.created_at)}</Fact>
      <Fact label="By">{decision.kind === "manual" ? "Staff" : `Policy, version ${decision.policy_version}`}</Fact>
      <Fact label="Skills">{needs.skills.join(", ") || "–"}</Fact>
      <Fact label="Languages">{needs.languages.join(", ") || "–"}</Fact>
      <Fact label="Regions">{needs.regions.join(", ") || "Everywhere"}</Fact>
      <Fact label="Effort">{formatHours(needs.effort_minutes / 60)}</Fact>
      <Fact label="Contact promised by">{formatMoment(needs.contact_by)}</Fact>
      <Fact label="Effort compared over">{decision.policy.content.interval_days} days</Fact>
      {decision.reason && <Fact label="Reason">{decision.reason}</Fact>}
      {decision.overridden.length > 0 && (
        <Fact label="Rules set aside">{decision.overridden.map(({ sentence }) => sentence).join("\n")}</Fact>
      )}
    </Section>
  )
}

const DecisionPage = () => {
  const { id = "" } = useParams()
  const { data, isLoading, isError, error } = useDecision(id)
  const decision = data?.assignment_decision

  if (isLoading) return <Container className="h-64 animate-pulse" aria-busy="true" />
  if (isError || !decision)
    return (
      <Container>
        <Heading>This decision could not be loaded</Heading>
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
            <Heading>
              <Link className="font-mono" to={`/service-requests/${decision.request_id}`}>
                {decision.reference_number}
              </Link>
            </Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {decision.summary}
            </Text>
          </div>
          <IfMay permission="assignment-decisions:write">
            <ReplayButton id={decision.id} />
          </IfMay>
        </Container>
        <Section title="Candidates">
          {decision.candidates.length === 0 ? (
            <Empty>There was no active provider.</Empty>
          ) : (
            <ol className="divide-y">
              {decision.candidates.map((candidate) => (
                <Verdict
                  key={candidate.provider_id}
                  candidate={candidate}
                  chosen={candidate.provider_id === decision.winner?.id}
                  reserved={candidate.provider_id === decision.winner?.id && decision.kind === "direct"}
                />
              ))}
            </ol>
          )}
        </Section>
      </div>
      <div className="flex w-full flex-col gap-3 xl:max-w-[400px]">
        <FactsSection decision={decision} />
      </div>
    </div>
  )
}

export default DecisionPage
