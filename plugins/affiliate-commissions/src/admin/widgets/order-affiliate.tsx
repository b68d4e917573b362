import { Fact, formatAmount, Section } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { StatusBadge } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"

import type { CommissionOut } from "../../contracts/commissions"
import { CommissionDrawer } from "../components/commission-drawer"
import { useCommissions } from "../lib/commissions"
import { COMMISSION_COLORS, formatRate } from "../lib/format"

const basisOf = ({ rate_bp, rate_text, base_amount, refunded_amount, currency_code }: CommissionOut): string => {
  const whole = `${rate_bp === null ? rate_text : formatRate(rate_bp)} of ${formatAmount(base_amount, currency_code)}`
  return refunded_amount > 0 ? `${whole}, ${formatAmount(refunded_amount, currency_code)} refunded` : whole
}

const CommissionRow = ({ commission, onOpen }: { commission: CommissionOut; onOpen: () => void }) => (
  <li>
    <button
      type="button"
      onClick={onOpen}
      className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex w-full flex-col gap-1 px-6 py-3 text-left outline-none"
    >
      <span className="flex items-baseline justify-between gap-4">
        <span className="txt-compact-small-plus">{commission.service.title}</span>
        <span className="txt-compact-small tabular-nums">
          {formatAmount(commission.amount, commission.currency_code)}
        </span>
      </span>
      <span className="flex items-center justify-between gap-4">
        <span className="txt-compact-xsmall text-ui-fg-subtle">{basisOf(commission)}</span>
        <StatusBadge color={COMMISSION_COLORS[commission.status]}>{commission.status_label}</StatusBadge>
      </span>
    </button>
  </li>
)

/** On the order page: the affiliate who referred the order, and their commissions. Hidden on other orders. */
const OrderAffiliate = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const [open, setOpen] = useState<string>()
  const { data, error, refetch } = useCommissions({ order_id: order.id, limit: 100 })
  const commissions = data?.commissions ?? []
  const [first] = commissions
  if (!error && !first) return null
  return (
    <Section title="Affiliate" error={error} onRetry={() => void refetch()}>
      {first && (
        <Fact label="Referred by">
          <Link className="text-ui-fg-interactive font-mono" to={`/affiliates/${first.affiliate_id}`}>
            {first.affiliate.code}
          </Link>
        </Fact>
      )}
      <ul className="divide-y">
        {commissions.map((commission) => (
          <CommissionRow key={commission.id} commission={commission} onOpen={() => setOpen(commission.id)} />
        ))}
      </ul>
      <CommissionDrawer id={open} onClose={() => setOpen(undefined)} />
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.after" })

export default OrderAffiliate
