import { toMajorNumber } from "@atrium/kernel"

import type { CommissionOut } from "../contracts/commissions"
import type { OwnCommissionOut } from "../contracts/portal"
import { COMMISSION_STATUS_LABELS, type CommissionStatus, type HoldReason } from "../contracts/statuses"
import { actionsOf } from "./commission-status"
import { explainCommission, rateText } from "./explain-commission"

/** A commission's row with everything that explains it; amounts in whole minor units. */
export type CommissionFacts = {
  readonly id: string
  readonly affiliate_id: string
  readonly code: string
  readonly order_id: string
  readonly order_reference: string
  readonly order_line_item_id: string
  readonly service_id: string | null
  readonly service_title: string
  readonly currency_code: string
  readonly rule_id: string
  readonly rule_version: number
  readonly rule_service_id: string | null
  readonly rate_bp: number | null
  readonly rule_amount: bigint | null
  readonly paid_amount: bigint
  readonly base_amount: bigint
  readonly refunded_amount: bigint
  readonly amount: bigint
  readonly status: CommissionStatus
  readonly hold_reason: HoldReason | null
  readonly hold_text: string | null
  readonly attribution_reason: string
  readonly canceled: boolean
  readonly lost_amount: bigint
  readonly programme_name: string
  readonly last_reason: string | null
  readonly paid_at: Date
  readonly matures_at: Date
  readonly created_at: Date
  readonly updated_at: Date
}

const holdOf = ({ hold_reason: reason, hold_text: text }: CommissionFacts) => (reason && text ? { reason, text } : null)

/** A commission for staff. */
export const toCommission = (row: CommissionFacts): CommissionOut => {
  const major = (minor: bigint) => toMajorNumber(minor, row.currency_code)
  return {
    id: row.id,
    affiliate_id: row.affiliate_id,
    affiliate: { id: row.affiliate_id, code: row.code },
    order_id: row.order_id,
    order_reference: row.order_reference,
    order_line_item_id: row.order_line_item_id,
    service: { id: row.service_id, title: row.service_title },
    amount: major(row.amount),
    currency_code: row.currency_code,
    status: row.status,
    status_label: COMMISSION_STATUS_LABELS[row.status],
    rate_bp: row.rate_bp,
    rate_text: rateText(row),
    rule: { id: row.rule_id, version: row.rule_version },
    paid_amount: major(row.paid_amount),
    base_amount: major(row.base_amount),
    refunded_amount: major(row.refunded_amount),
    hold: holdOf(row),
    explanation: explainCommission({
      ...row,
      exception: row.rule_service_id !== null,
      paid: row.paid_amount,
      base: row.base_amount,
      refunded: row.refunded_amount,
      hold: holdOf(row),
    }),
    allowed_actions: [...actionsOf(row.status)],
    paid_at: row.paid_at.toISOString(),
    matures_at: row.matures_at.toISOString(),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** A commission for its affiliate. */
export const toOwnCommission = (row: CommissionFacts): OwnCommissionOut => {
  const major = (minor: bigint) => toMajorNumber(minor, row.currency_code)
  return {
    id: row.id,
    service: { id: row.service_id, title: row.service_title },
    amount: major(row.amount),
    currency_code: row.currency_code,
    status: row.status,
    status_label: COMMISSION_STATUS_LABELS[row.status],
    base_amount: major(row.base_amount),
    refunded_amount: major(row.refunded_amount),
    rate_bp: row.rate_bp,
    rate_text: rateText(row),
    matures_at: row.matures_at.toISOString(),
    converted_at: row.paid_at.toISOString(),
  }
}
