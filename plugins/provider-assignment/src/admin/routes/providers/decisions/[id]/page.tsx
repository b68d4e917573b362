import { Empty, Fact, formatMoment, IfMay, NONE, PageHeader, PageStatus, Section, TwoColumns } from "@atrium/admin-kit"
import { Badge, Text } from "@medusajs/ui"
import { Link, type UIMatch, useParams } from "react-router-dom"

import type { CandidateOut, DecisionDetailOut } from "../../../../../contracts/decisions"
import { ReplayButton } from "../../../../components/replay-button"
import { useDecision } from "../../../../lib/decisions"
import { formatHours, formatWeek } from "../../../../lib/format"

/** `reserved`: the candidate's plan was reserved as it is. When staff assign, free capacity can lead to a different plan. */
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
    <TwoColumns
      main={
        <>
          <PageHeader
            title={<Link to={`/service-requests/${decision.request_id}`}>{decision.reference_number}</Link>}
            mono
            subtitle={decision.summary}
          >
            <IfMay permission="assignment-decisions:write">
              <ReplayButton id={decision.id} />
            </IfMay>
          </PageHeader>
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
        </>
      }
      side={<FactsSection decision={decision} />}
    />
  )
}

const Breadcrumb = ({ id }: { id: string }) => useDecision(id).data?.assignment_decision.reference_number ?? "Decision"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <Breadcrumb id={params["id"] ?? ""} />,
  seo: () => ({ title: "Decision" }),
}

export default DecisionPage
