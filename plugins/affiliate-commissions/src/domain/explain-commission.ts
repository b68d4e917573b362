import { formatMoney, toMajorNumber } from "@atrium/kernel"

import type { CommissionStatus } from "../contracts/statuses"
import type { RateOrAmount } from "./commission-owed"
import type { Hold } from "./own-purchase"

/** Everything an explanation is made of; amounts in whole minor units. */
export type ToExplain = {
  readonly status: CommissionStatus
  readonly currency_code: string
  readonly attribution_reason: string
  readonly programme_name: string
  readonly rule_version: number
  /** True for a rule of this one service. */
  readonly exception: boolean
  readonly rate_bp: number | null
  readonly rule_amount: bigint | null
  readonly paid: bigint
  readonly base: bigint
  readonly refunded: bigint
  readonly amount: bigint
  readonly canceled: boolean
  /** What the bank took back in disputes that were lost. */
  readonly lost_amount: bigint
  readonly hold: Hold | null
  readonly last_reason: string | null
  readonly matures_at: Date
}

/** Basis points for people: "12.5 %". */
export const percent = (basisPoints: number): string => `${basisPoints / 100} %`

/** What the frozen rule pays while nothing is refunded: "10 %" or "₹500". */
export const rateText = ({
  rate_bp: rate,
  rule_amount: amount,
  currency_code: code,
}: RateOrAmount & { readonly currency_code: string }): string =>
  rate === null ? formatMoney(toMajorNumber(amount ?? 0n, code), code) : percent(rate)

const day = (at: Date): string => at.toISOString().slice(0, 10)

const outcome = (one: ToExplain): string => {
  if (one.status === "held") return `Held: ${one.hold?.text ?? ""}`
  if (one.status === "void") return `Nothing is owed: ${one.last_reason ?? "it was voided."}`
  if (one.status === "payable") return `Payable since its holding period ended on ${day(one.matures_at)}.`
  if (one.status === "paid") return "Paid out."
  return `Payable from ${day(one.matures_at)}, when the holding period ends.`
}

/** Explains a commission in sentences: the affiliate, the rule, the facts, refunds, amount and status. */
export const explainCommission = (one: ToExplain): string[] => {
  const money = (minor: bigint) => formatMoney(toMajorNumber(minor, one.currency_code), one.currency_code)
  const left = one.paid === 0n ? 0n : (one.base * (one.paid - one.refunded)) / one.paid
  const rate = rateText(one)
  const whose = one.exception ? "the rule for this service" : "the rule for all services"
  return [
    one.attribution_reason,
    `Rule, version ${one.rule_version}: ${rate}, ${whose} in the program “${one.programme_name}”.`,
    `${money(one.paid)} was paid for it, ${money(one.base)} without tax.`,
    one.canceled
      ? "The order was canceled."
      : one.refunded > 0n
        ? `${money(one.refunded)} of it was refunded${one.lost_amount > 0n ? " or lost in a dispute" : ""} so far; ${money(left)} without tax remains.`
        : "Nothing was refunded.",
    ...(one.status === "void"
      ? []
      : [
          one.rate_bp === null
            ? `${rate}, less the refunded part, rounded down: ${money(one.amount)}.`
            : `${rate} of ${money(left)}, rounded down: ${money(one.amount)}.`,
        ]),
    outcome(one),
  ]
}
