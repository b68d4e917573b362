import { Empty, formatMoment, LoadFailure, Pagination, type StatusColor } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CheckCircle } from "@medusajs/icons"
import { Container, Heading, StatusBadge, Tabs, Text } from "@medusajs/ui"
import { useState } from "react"

import {
  APPROVAL_STATUS_LABELS,
  APPROVAL_STATUSES,
  type ApprovalOut,
  type ApprovalStatus,
} from "../../../contracts/approvals"
import { ApprovalActions } from "../../components/approval-actions"
import { useApprovals } from "../../lib/staff"

const PAGE = 20
const ALL = "all"

const COLORS: Readonly<Record<ApprovalStatus, StatusColor>> = {
  pending: "orange",
  approved: "blue",
  executed: "green",
  failed: "red",
  declined: "grey",
  expired: "grey",
}

const factsOf = (approval: ApprovalOut): string =>
  [
    `Requested by ${approval.requested_by}, ${formatMoment(approval.created_at)}`,
    approval.decided_by && approval.decided_at
      ? `Decided by ${approval.decided_by}, ${formatMoment(approval.decided_at)}`
      : null,
    approval.status === "pending" ? `Expires ${formatMoment(approval.expires_at)}` : null,
  ]
    .filter(Boolean)
    .join(" · ")

const Row = ({ approval }: { approval: ApprovalOut }) => (
  <li className="flex flex-col gap-3 px-6 py-4 md:flex-row md:items-center md:justify-between">
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-2">
        <Text size="small" weight="plus">
          {approval.summary}
        </Text>
        <StatusBadge color={COLORS[approval.status]}>{approval.status_label}</StatusBadge>
      </div>
      <Text size="small" className="text-ui-fg-subtle break-words">
        {factsOf(approval)}
      </Text>
      {(approval.reason ?? approval.error) && (
        <Text size="small" className="text-ui-fg-subtle">
          {approval.reason ?? approval.error}
        </Text>
      )}
    </div>
    <ApprovalActions approval={approval} />
  </li>
)

const ApprovalsPage = () => {
  const [status, setStatus] = useState<ApprovalStatus | undefined>("pending")
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useApprovals(status, { limit: PAGE, offset })
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading>Approvals</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          Refunds above the limit need approval from a second person.
        </Text>
      </div>
      <Tabs
        value={status ?? ALL}
        className="overflow-x-auto px-6 py-3"
        onValueChange={(value) => {
          setStatus(APPROVAL_STATUSES.find((one) => one === value))
          setOffset(0)
        }}
      >
        <Tabs.List aria-label="Status">
          {APPROVAL_STATUSES.map((one) => (
            <Tabs.Trigger key={one} value={one}>
              {APPROVAL_STATUS_LABELS[one]}
            </Tabs.Trigger>
          ))}
          <Tabs.Trigger value={ALL}>All</Tabs.Trigger>
        </Tabs.List>
      </Tabs>
      {error && <LoadFailure what="Approvals" error={error} onRetry={() => void refetch()} />}
      {data?.count === 0 && <Empty>No requests. Actions that need approval from a second person appear here.</Empty>}
      <ul className="divide-y">
        {data?.approvals.map((approval) => (
          <Row key={approval.id} approval={approval} />
        ))}
      </ul>
      <Pagination count={data?.count ?? 0} size={PAGE} offset={offset} onChange={setOffset} />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Approvals", icon: CheckCircle, rank: 4 })

export const handle = { breadcrumb: () => "Approvals" }

export default ApprovalsPage
