import { formatMoney } from "@atrium/kernel"

import { dateWords } from "@/features/service-requests/words"
import { Badge } from "@/lib/ui"

import type { CommissionView } from "../queries"
import { commissionTone, commissionWords, rateWords } from "../words"

const basis = (one: CommissionView, locale: string): string => {
  const paid = formatMoney(one.base_amount, one.currency_code, locale)
  const whole = `${one.rate_bp === null ? one.rate_text : rateWords(one.rate_bp, locale)} of ${paid}`
  return one.refunded_amount > 0
    ? `${whole}; ${formatMoney(one.refunded_amount, one.currency_code, locale)} was refunded`
    : whole
}

const Conversion = ({ commission, locale }: { commission: CommissionView; locale: string }) => (
  <li className="grid grid-cols-[1fr_auto] items-start gap-x-6 gap-y-2 border-t border-line py-4 sm:grid-cols-[1fr_9rem_11rem]">
    <div className="grid gap-1">
      <h3 className="font-sans text-base font-medium">{commission.service.title}</h3>
      <p className="text-sm text-ink-soft">
        <time dateTime={commission.converted_at}>{dateWords(commission.converted_at, locale)}</time> ·{" "}
        {basis(commission, locale)}
      </p>
      <p className="text-sm">{commissionWords(commission, locale)}</p>
    </div>
    <p className="figures text-right text-lg">{formatMoney(commission.amount, commission.currency_code, locale)}</p>
    <p className="col-span-2 sm:col-span-1 sm:text-right">
      <Badge tone={commissionTone(commission.status)}>{commission.status_label}</Badge>
    </p>
  </li>
)

/** Each sale the affiliate brought: what, when, how much, and where it stands in words. */
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
