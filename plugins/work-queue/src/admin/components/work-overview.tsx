import { ConfirmButton, formatMoment, IfMay, LoadFailure } from "@atrium/admin-kit"
import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { Button, Container, Heading, Text } from "@medusajs/ui"

import type { WorkItemGroup, WorkSummary } from "../../contracts"
import { queueHealth } from "../../domain/queue-health"
import { useRetryGroup, useWorkItemGroups } from "../lib/work-items"
import { WorkStatusBadge } from "./status-badge"

/** Retrying this many items at once requires a confirmation. */
const MANY = 20

const Health = ({ summary }: { summary: WorkSummary }) => {
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
  const { mutate, isPending } = useRetryGroup()
  const { status, kind, reason, count } = group
  const retry = () => mutate({ status, kind, reason })
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
          {group.waits_for ? `Waiting for: ${group.waits_for}. ` : ""}
          {`Oldest: ${formatMoment(group.oldest_at)}`}
        </Text>
      </div>
      <IfMay permission="work-item-groups:write">
        {count < MANY ? (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={retry}>
            {count === 1 ? "Retry" : "Retry all"}
          </Button>
        ) : (
          <ConfirmButton
            ask={{
              title: `Retry ${count} items?`,
              description: `All of them start now: ${kind}, ${reason}`,
              confirmText: "Retry all",
              variant: "confirmation",
            }}
            isLoading={isPending}
            onConfirm={retry}
          >
            Retry all
          </ConfirmButton>
        )}
      </IfMay>
    </li>
  )
}

const ORDER = { dead: 0, retrying: 1, parked: 2 } as const

/** Whether anything is wrong, and what it is, by type and reason. */
export const WorkOverview = () => {
  const { data, error, refetch } = useWorkItemGroups()
  const groups = data?.work_item_groups.toSorted((a, b) => ORDER[a.status] - ORDER[b.status]) ?? []
  return (
    <Container className="divide-y p-0">
      {error && <LoadFailure what="The overview" error={error} onRetry={() => void refetch()} />}
      {data && <Health summary={data.summary} />}
      {groups.length > 0 && (
        <ul className="divide-y" aria-label="Failed, retrying and waiting work by reason">
          {groups.map((group) => (
            <Group key={`${group.status} ${group.kind} ${group.reason}`} group={group} />
          ))}
        </ul>
      )}
      {data && data.count > groups.length && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-3">
          {`${data.count - groups.length} more groups aren't shown.`}
        </Text>
      )}
    </Container>
  )
}
