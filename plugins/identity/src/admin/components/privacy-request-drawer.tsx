import { ConfirmButton, Fact, formatMoment, IfMay, NONE, RecordDrawer } from "@atrium/admin-kit"
import { StatusBadge, Text } from "@medusajs/ui"

import type { PrivacyReportRow, PrivacyRequestDetails } from "../../contracts/privacy-requests"
import {
  KIND_LABELS,
  ORIGIN_LABELS,
  outcomeOf,
  personOf,
  STATUS_COLORS,
  STATUS_LABELS,
  useConfirmErasure,
  usePrivacyRequest,
} from "../lib/privacy-requests"

const Facts = ({ request }: { request: PrivacyRequestDetails }) => (
  <div className="divide-y">
    <Fact label="Status">
      <StatusBadge color={STATUS_COLORS[request.status]}>{STATUS_LABELS[request.status]}</StatusBadge>
    </Fact>
    <Fact label="Person">{personOf(request)}</Fact>
    <Fact label="Asked by">{ORIGIN_LABELS[request.origin]}</Fact>
    {request.reason && <Fact label="Reason">{request.reason}</Fact>}
    <Fact label="Asked">{formatMoment(request.requested_at)}</Fact>
    <Fact label="Confirmed">{formatMoment(request.confirmed_at)}</Fact>
    <Fact label="Completed">{formatMoment(request.completed_at)}</Fact>
    {request.kind === "export" && (
      <Fact label="Archive available until">{formatMoment(request.archive_expires_at)}</Fact>
    )}
    {request.refusals.length > 0 && <Fact label="Still open">{request.refusals.join("\n")}</Fact>}
    {request.remaining.length > 0 && (
      <Fact label="Rows still found">{request.remaining.map(({ table, rows }) => `${table}: ${rows}`).join("\n")}</Fact>
    )}
  </div>
)

/** For the second person. Whoever asked for the erasure sees that it waits. */
const Confirmation = ({ request }: { request: PrivacyRequestDetails }) => {
  const { mutate, isPending } = useConfirmErasure(request.id)
  return (
    <div className="flex flex-col items-start gap-3 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        Another person than the one who asked for this erasure must confirm it within seven days.
      </Text>
      {request.may_confirm && (
        <IfMay permission="privacy-requests:write">
          <ConfirmButton
            isLoading={isPending}
            ask={{
              title: "Erase this person?",
              description: `All data of ${personOf(request)} is removed for good. This can't be undone.`,
              confirmText: "Erase",
            }}
            onConfirm={() => mutate()}
          >
            Confirm erasure
          </ConfirmButton>
        </IfMay>
      )}
    </div>
  )
}

const Report = ({ rows }: { rows: readonly PrivacyReportRow[] }) => (
  <ul aria-label="Report" className="divide-y">
    {rows.map((row) => (
      <li key={row.table} className="px-6 py-3">
        <div className="flex items-baseline justify-between gap-4">
          <Text size="small" weight="plus">
            {row.what}
          </Text>
          <Text size="small" className="text-ui-fg-subtle shrink-0">
            {outcomeOf(row)}
          </Text>
        </div>
        <Text size="xsmall" className="text-ui-fg-muted break-words">
          {row.why ? `${row.table} – ${row.why}` : row.table}
        </Text>
      </li>
    ))}
  </ul>
)

/** A request with its report: each table, what happened to its rows, and why rows are kept. */
export const PrivacyRequestDrawer = ({ id, onClose }: { id: string | undefined; onClose: () => void }) => {
  const loading = usePrivacyRequest(id)
  const request = id === undefined ? undefined : loading.data?.privacy_request
  return (
    <RecordDrawer
      what="This request"
      open={id !== undefined}
      title={request ? `${KIND_LABELS[request.kind]} of ${request.email ?? "an erased person"}` : "Privacy request"}
      loading={loading}
      onClose={onClose}
    >
      {request && <Facts request={request} />}
      {request?.origin === "staff" && request.status === "requested" && <Confirmation request={request} />}
      {request && request.report.length > 0 ? <Report rows={request.report} /> : null}
      {request && request.report.length === 0 && (
        <Text size="small" className="text-ui-fg-muted px-6 py-4">
          {request.status === "running" ? "The report appears when the first table is done." : NONE}
        </Text>
      )}
    </RecordDrawer>
  )
}
