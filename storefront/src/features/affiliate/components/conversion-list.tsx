import { formatMoney } from "@atrium/kernel"

import { LocalTime } from "@/lib/ui/local-time"
import { Badge } from "@/lib/ui"

import type { CommissionView } from "../queries"
import { commissionTone, describeCommission, formatRate } from "../format"

const calculationText = (commission: CommissionView, locale: string): string => {
  const { rate_bp, rate_text, base_amount, refunded_amount, currency_code } = commission
  const rate = rate_bp === null ? rate_text : formatRate(rate_bp, locale)
  const calculation = `${rate} of ${formatMoney(base_amount, currency_code, locale)}`
  return refunded_amount > 0
    ? `${calculation}; ${formatMoney(refunded_amount, currency_code, locale)} was refunded`
    : calculation
}

const Conversion = ({ commission, locale }: { commission: CommissionView; locale: string }) => (
  <li className="grid grid-cols-[1fr_auto] items-start gap-x-6 gap-y-2 border-t border-line py-4 sm:grid-cols-[1fr_9rem_11rem]">
    <div className="grid gap-1">
      <h3 className="font-sans text-base font-medium">{commission.service.title}</h3>
      <p className="text-sm text-ink-soft">
        <LocalTime at={commission.converted_at} locale={locale} /> · {calculationText(commission, locale)}
      </p>
      <p className="text-sm">{describeCommission(commission, locale)}</p>
    </div>
    <p className="figures text-right text-lg">{formatMoney(commission.amount, commission.currency_code, locale)}</p>
    <p className="col-span-2 sm:col-span-1 sm:text-right">
      <Badge tone={commissionTone(commission.status)}>{commission.status_label}</Badge>
    </p>
  </li>
)

/** Lists each attributed sale with its service, date, commission and status. */
export const ConversionList = ({ commissions, locale }: { commissions: readonly CommissionView[]; locale: string }) =>
  commissions.length === 0 ? (
    <p className="max-w-[62ch] text-ink-soft">
      Each sale from your link will appear here: the service, what you earn, and when it's payable. You won't see who
      bought it.
    </p>
  ) : (
    <ul className="border-b border-line">
      {commissions.map((commission) => (
        <Conversion key={commission.id} commission={commission} locale={locale} />
      ))}
    </ul>
  )
