import { Empty, Fact, formatMoment, IfMay, NONE, PageStatus, Section } from "@atrium/admin-kit"
import { Badge, Container, Heading, Text } from "@medusajs/ui"
import { Link, useParams } from "react-router-dom"

import type { CandidateOut, DecisionDetailOut } from "../../../../../contracts/decisions"
import { ReplayButton } from "../../../../components/replay-button"
import { useDecision } from "../../../../lib/decisions"
import { formatHours, formatWeek } from "../../../../lib/format"

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
        #{candidate.rank}
      </Badge>
    ) : null}
  </li>
)

const FactsSection = ({ decision }: { decision: DecisionDetailOut }) => {
  const { needs } = decision.facts
  return (
    <Section title="Inputs">
      <Fact label="Decided">{formatMoment(decision.created_at)}</Fact>
      <Fact label="Decided by">
        {decision.kind === "manual" ? "Staff" : `Policy, version ${decision.policy_version}`}
      </Fact>
      <Fact label="Skills">{needs.skills.join(", ") || NONE}</Fact>
      <Fact label="Languages">{needs.languages.join(", ") || NONE}</Fact>
      <Fact label="Regions">{needs.regions.join(", ") || "Everywhere"}</Fact>
      <Fact label="Effort">{formatHours(needs.effort_minutes / 60)}</Fact>
      <Fact label="First contact promised by">{formatMoment(needs.contact_by)}</Fact>
      <Fact label="Workload compared over">{decision.policy.content.interval_days} days</Fact>
      {decision.reason && <Fact label="Reason">{decision.reason}</Fact>}
      {decision.overridden.length > 0 && (
        <Fact label="Rules overridden">{decision.overridden.map(({ sentence }) => sentence).join("\n")}</Fact>
      )}
    </Section>
  )
}

const DecisionPage = () => {
  const { id = "" } = useParams()
  const loading = useDecision(id)
  const decision = loading.data?.assignment_decision
  if (!decision) return <PageStatus what="This decision" loading={loading} />

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
            <Empty>There were no active providers.</Empty>
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

export const handle = { breadcrumb: () => "Decision" }

export default DecisionPage
