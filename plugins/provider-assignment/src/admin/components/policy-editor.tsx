import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"

import { PolicyContent, type PolicyDetailOut } from "../../contracts/policies"
import { formatMoment } from "../lib/format"
import { useUpdatePolicy } from "../lib/policies"
import { messageOf } from "../lib/sdk"
import { NumberField } from "./fields"
import { PolicyParts } from "./policy-parts"
import { Fact, Section } from "./section"
import { IfMay } from "./if-may"

const mistakesOf = (content: PolicyContent): Record<string, string> => {
  const checked = PolicyContent.safeParse(content)
  if (checked.success) return {}
  return Object.fromEntries(checked.error.issues.map(({ path, message }) => [String(path[0]), message]))
}

/** The policy in force, as a form: saving adds the next version. */
export const PolicyEditor = ({ policy }: { policy: PolicyDetailOut }) => {
  const [content, setContent] = useState(policy.current_version.content)
  const { mutateAsync, isPending } = useUpdatePolicy(policy.id)
  const mistakes = mistakesOf(content)
  const changed = JSON.stringify(content) !== JSON.stringify(policy.current_version.content)
  const set = (part: Partial<PolicyContent>) => setContent({ ...content, ...part })

  const save = async () => {
    try {
      await mutateAsync({ content, updated_at: policy.updated_at })
      toast.success("The policy is in force", { description: "Requests that wait for somebody are looked at again." })
    } catch (error) {
      toast.error("The policy was not saved", { description: messageOf(error) })
    }
  }

  return (
    <div className="flex flex-col gap-3 xl:flex-row">
      <div className="flex w-full flex-col gap-3">
        <Container className="flex flex-wrap items-center justify-between gap-4">
          <div>
            <Heading>Assignment policy</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              How new service requests find their provider. Decisions already made keep the version they were made with.
            </Text>
          </div>
          <IfMay permission="assignment-policies:write">
            <Button
              size="small"
              disabled={!changed || Object.keys(mistakes).length > 0}
              isLoading={isPending}
              onClick={() => void save()}
            >
              Save as version {policy.versions.length + 1}
            </Button>
          </IfMay>
        </Container>
        <Section title="Rules">
          <PolicyParts available={policy.available.rules} chosen={content.rules} onChange={(rules) => set({ rules })} />
        </Section>
        <Section title="Choice among those who fit">
          <PolicyParts
            available={policy.available.scorers}
            chosen={content.scorers}
            onChange={(scorers) => set({ scorers })}
            ordered
          />
        </Section>
        <Section title="Time">
          <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
            <NumberField
              label="Compare effort over (days)"
              value={content.interval_days}
              error={mistakes["interval_days"]}
              hint="Work that is older does not count for fair shares"
              onChange={(interval_days) => set({ interval_days })}
            />
            <NumberField
              label="Plan ahead (weeks)"
              value={content.planning_weeks}
              error={mistakes["planning_weeks"]}
              hint="A request's effort must fit into them, this week included"
              onChange={(planning_weeks) => set({ planning_weeks })}
            />
          </div>
        </Section>
      </div>
      <div className="flex w-full flex-col gap-3 xl:max-w-[400px]">
        <Section title="Versions">
          {policy.versions.map(({ id, number, created_at }) => (
            <Fact key={id} label={`Version ${number}`}>
              {formatMoment(created_at)}
              {id === policy.current_version.id ? " · in force" : ""}
            </Fact>
          ))}
        </Section>
      </div>
    </div>
  )
}
