import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { Alert, Button, Container, Heading, Text, usePrompt } from "@medusajs/ui"

import type { WorkItemGroup, WorkSummary } from "../../contracts"
import { queueHealth } from "../../domain/queue-health"
import { showMoment } from "../lib/status"
import { useRetryGroup, useWorkItemGroups } from "../lib/work-items"
import { WorkStatusBadge } from "./status-badge"
import { IfMay } from "./if-may"

/** Asked before so many items start at once. */
const MANY = 20

const Answer = ({ summary }: { summary: WorkSummary }) => {
  const { level, headline, advice } = queueHealth(summary)
  return (
    <div className="flex items-start gap-3 px-6 py-4">
      {level === "ok" ? (
        <CheckCircleSolid className="text-ui-tag-green-icon mt-1 shrink-0" />
      ) : (
        <ExclamationCircleSolid className="text-ui-tag-red-icon mt-1 shrink-0" />
      )}
      <div>
        <Heading>{headline}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {advice || "Nothing needs your attention."}
        </Text>
      </div>
    </div>
  )
}

const Group = ({ group }: { group: WorkItemGroup }) => {
  const prompt = usePrompt()
  const { mutate, isPending } = useRetryGroup()
  const { status, kind, reason, count } = group
  const retry = async () => {
    const sure =
      count < MANY ||
      (await prompt({
        title: `Retry ${count} items?`,
        description: `All of them start now: ${kind}, ${reason}`,
        confirmText: "Retry all",
        cancelText: "Cancel",
        variant: "confirmation",
      }))
    if (sure) mutate({ status, kind, reason })
  }
  return (
    <li className="flex flex-col gap-2 px-6 py-3 md:flex-row md:items-center md:justify-between">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2">
          <WorkStatusBadge status={status} />
          <Text size="small" weight="plus" leading="compact">
            {`${count} × ${kind}`}
          </Text>
        </div>
        <Text size="small" className="break-words">
          {reason || "No reason recorded"}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {group.waits_for ? `Waits for: ${group.waits_for}. ` : ""}
          {`Oldest from ${showMoment(group.oldest_at)}`}
        </Text>
      </div>
      <IfMay permission="work-item-groups:write">
        <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void retry()}>
          {count === 1 ? "Retry" : "Retry all"}
        </Button>
      </IfMay>
    </li>
  )
}

const ORDER = { dead: 0, retrying: 1, parked: 2 } as const

/** The first answer of the page: is anything wrong, and what is it, by kind and reason. */
export const WorkOverview = () => {
  const { data, isError, error } = useWorkItemGroups()
  const groups = data?.work_item_groups.toSorted((a, b) => ORDER[a.status] - ORDER[b.status]) ?? []
  return (
    <Container className="divide-y p-0">
      {isError && (
        <Alert variant="error" className="m-4">
          {error.message}
        </Alert>
      )}
      {data && <Answer summary={data.summary} />}
      {groups.length > 0 && (
        <ul className="divide-y" aria-label="Failed, retrying and waiting work by reason">
          {groups.map((group) => (
            <Group key={`${group.status} ${group.kind} ${group.reason}`} group={group} />
          ))}
        </ul>
      )}
      {data && data.count > groups.length && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-3">
          {`${data.count - groups.length} more groups are not shown.`}
        </Text>
      )}
    </Container>
  )
}
