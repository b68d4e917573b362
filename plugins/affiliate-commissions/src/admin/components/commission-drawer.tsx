import { actorLabel, formatAmount, formatMoment, IfMay, sentenceCase, RecordDrawer } from "@atrium/admin-kit"
import { Heading, StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"

import type { CommissionDetailOut } from "../../contracts/commissions"
import { COMMISSION_STATUS_LABELS } from "../../contracts/statuses"
import { useCommission } from "../lib/commissions"
import { COMMISSION_COLORS } from "../lib/format"
import { CommissionActions } from "./commission-actions"

const Explanation = ({ sentences }: { sentences: readonly string[] }) => (
  <section className="px-6 py-4">
    <Heading level="h3" className="mb-2">
      Why
    </Heading>
    <ol className="txt-small text-ui-fg-subtle flex list-decimal flex-col gap-1.5 pl-5">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  </section>
)

const LedgerEntries = ({ commission }: { commission: CommissionDetailOut }) => (
  <section className="px-6 py-4">
    <Heading level="h3" className="mb-2">
      Ledger entries
    </Heading>
    {commission.entries.length === 0 && (
      <Text size="small" className="text-ui-fg-muted">
        No entries yet.
      </Text>
    )}
    <ul className="flex flex-col gap-3">
      {commission.entries.map((entry) => (
        <li key={entry.id}>
          <Link
            to={`/ledger?entry=${entry.id}`}
            className="txt-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {entry.description}
          </Link>
          <Text size="xsmall" className="text-ui-fg-muted">
            {formatMoment(entry.occurred_at)}
          </Text>
          {entry.postings.map(({ owner_type, purpose, amount }) => (
            <div
              key={`${owner_type}-${purpose}`}
              className="txt-small text-ui-fg-subtle flex justify-between gap-4 tabular-nums"
            >
              <span>{`${sentenceCase(owner_type)} · ${sentenceCase(purpose)}`}</span>
              <span>{formatAmount(amount, commission.currency_code)}</span>
            </div>
          ))}
        </li>
      ))}
    </ul>
  </section>
)

const History = ({ commission }: { commission: CommissionDetailOut }) => (
  <section className="px-6 py-4">
    <Heading level="h3" className="mb-2">
      History
    </Heading>
    <ul className="flex flex-col gap-2">
      {commission.history.map((row) => (
        <li key={`${row.created_at}-${row.to}`} className="txt-small">
          {row.from ? `${COMMISSION_STATUS_LABELS[row.from]} → ` : ""}
          {COMMISSION_STATUS_LABELS[row.to]}
          {row.reason && <span className="text-ui-fg-subtle">{`: ${row.reason}`}</span>}
          <span className="text-ui-fg-muted block">
            {`${formatMoment(row.created_at)} · ${actorLabel(row.actor_type)}`}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

/** A commission with its explanation, ledger entries, history and actions. */
export const CommissionDrawer = ({ id, onClose }: { id: string | undefined; onClose: () => void }) => {
  const loading = useCommission(id)
  const commission = id === undefined ? undefined : loading.data?.commission
  return (
    <RecordDrawer
      what="This commission"
      open={id !== undefined}
      title={commission ? formatAmount(commission.amount, commission.currency_code) : "Commission"}
      description={commission ? `${commission.service.title}, referred by ${commission.affiliate.code}` : "Loading"}
      loading={loading}
      onClose={onClose}
      footer={
        commission &&
        commission.allowed_actions.length > 0 && (
          <IfMay permission="commissions:write">
            <CommissionActions key={commission.updated_at} commission={commission} />
          </IfMay>
        )
      }
    >
      {commission && (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
            <StatusBadge color={COMMISSION_COLORS[commission.status]}>{commission.status_label}</StatusBadge>
            <span className="txt-small flex gap-4">
              <Link className="text-ui-fg-interactive" to={`/orders/${commission.order_id}`}>
                {commission.order_reference}
              </Link>
              <Link className="text-ui-fg-interactive" to={`/affiliates/${commission.affiliate_id}`}>
                Affiliate {commission.affiliate.code}
              </Link>
            </span>
          </div>
          <Explanation sentences={commission.explanation} />
          <LedgerEntries commission={commission} />
          <History commission={commission} />
        </>
      )}
    </RecordDrawer>
  )
}
