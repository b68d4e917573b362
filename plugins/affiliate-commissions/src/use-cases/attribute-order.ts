import { clock } from "@atrium/kernel"
import { postEntries } from "@atrium/ledger/tx"
import { recordAffiliateOfOrder } from "@atrium/service-provisioning/tx"
import { currentRequestId, env } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { normaliseCode } from "../contracts/codes"
import type { CommissionStatus } from "../contracts/statuses"
import { type NewCommission, newCommissionId, openAttribution } from "../data/attributions"
import { contendersFor } from "../data/core/contenders"
import type { OrderFacts } from "../data/core/order-facts"
import { entryFor, NOTHING_POSTED } from "../domain/booking"
import { freezeOrder } from "../domain/freeze-order"
import { businessTimeOfPayment } from "../domain/purchase-time"
import { matureOrderWork } from "../domain/work"

/** A commission as it is after settling; `amount` in whole minor units as text. */
export type SettledCommission = {
  readonly id: string
  readonly affiliate_id: string
  readonly order_line_item_id: string
  readonly currency_code: string
  readonly status: CommissionStatus
  readonly amount: string
}

/**
 * - `not_paid`: nothing to do yet
 * - `existing`: the order was attributed before
 * - `attributed`: now, with its commissions as they should be
 * - `overdue`: now, and the holding period of its commissions has ended already
 */
export type Attribution = {
  readonly outcome: "not_paid" | "existing" | "attributed" | "overdue"
  readonly commissions: readonly SettledCommission[]
}

const MAX_RIVALS_KEPT = 20

const paidAt = (facts: OrderFacts): Date =>
  businessTimeOfPayment({
    capturedAt: new Date(facts.captured_at),
    fannedOutAt: facts.fanned_out_at === null ? null : new Date(facts.fanned_out_at),
    clockMoves: env().demo,
    clockOffsetMs: clock.now().getTime() - Date.now(),
  })

const freeze = async (trx: Knex.Transaction, facts: OrderFacts) => {
  const at = paidAt(facts)
  const code = facts.affiliate_code === null ? null : normaliseCode(facts.affiliate_code)
  const contenders = await contendersFor(trx, {
    code,
    clickId: facts.click_id,
    paidAt: at,
    services: [...new Set(facts.lines.flatMap(({ product_id: id }) => id ?? []))],
  })
  const buyer = { customer_id: facts.customer_id, emails: facts.emails }
  const frozen = freezeOrder({ ...facts, code, paidAt: at, buyer }, contenders)
  const rivals = contenders.slice(0, MAX_RIVALS_KEPT).map(({ affiliate_id, code: theirs }) => ({
    affiliate_id,
    code: theirs,
  }))
  return { ...frozen, at, rivals }
}

const open = async (trx: Knex.Transaction, facts: OrderFacts): Promise<Attribution> => {
  const { at, winner, earning, parts, refunded, rivals, matures_at: maturesAt } = await freeze(trx, facts)
  const { contender } = winner
  const commissions = earning.map(({ line, rule, paid, base, change }): NewCommission => ({
    id: newCommissionId(),
    order_line_item_id: line.id,
    service_id: line.product_id,
    service_title: line.title,
    rule_version_id: rule.version_id,
    rate_bp: rule.rate_bp,
    paid_amount: paid,
    base_amount: base,
    change,
  }))
  const maturesLater = maturesAt > clock.now()
  const opened = await openAttribution(
    trx,
    {
      order_id: facts.order_id,
      affiliate_id: contender?.affiliate_id ?? null,
      programme_version_id: contender?.terms.version_id ?? null,
      click_id: winner.contender ? winner.click_id : null,
      currency_code: facts.currency_code,
      reason: winner.reason,
      facts: {
        display_id: facts.display_id,
        parts: parts.map(({ id, amount }) => ({ id, amount: amount.toString() })),
        code: facts.affiliate_code,
        click_id: facts.click_id,
        consent: facts.consent,
        contenders: rivals,
      },
      paid_at: at,
      matures_at: maturesAt,
      refunded_amount: refunded,
      canceled: facts.canceled,
      changes: { removed: facts.removed, added: "0" },
    },
    commissions,
    commissions.length > 0 && maturesLater ? [matureOrderWork(facts.order_id, maturesAt)] : [],
    currentRequestId()
  )
  if (!opened) return { outcome: "existing", commissions: [] }
  if (!contender) return { outcome: "attributed", commissions: [] }
  const { affiliate_id: affiliateId } = contender
  await recordAffiliateOfOrder(trx, {
    order_id: facts.order_id,
    affiliate: { id: affiliateId, code: contender.code },
  })
  const settled = commissions.map(({ id, order_line_item_id, service_title, change: { state } }) => ({
    id,
    affiliate_id: affiliateId,
    order_line_item_id,
    service_title,
    currency_code: facts.currency_code,
    status: state.status,
    amount: state.amount,
  }))
  await postEntries(
    trx,
    settled.flatMap((one) => {
      const booked = { ...one, commission_id: one.id, display_id: facts.display_id, at }
      return entryFor(booked, NOTHING_POSTED) ?? []
    })
  )
  return {
    outcome: maturesLater ? "attributed" : "overdue",
    commissions: settled.map(({ service_title: _title, amount, ...one }) => ({ ...one, amount: amount.toString() })),
  }
}

/**
 * The first time: freezes who earns, by which rule and on how much, and books what is owed: attribution, commissions, the
 * affiliate on the order's service requests and the ledger, in one transaction. Nothing is written while the order is
 * not paid in full, or when it was attributed before.
 */
export const attributeOrder = async (knex: Knex, facts: OrderFacts): Promise<Attribution> => {
  if (facts.settled) return { outcome: "existing", commissions: [] }
  if (!facts.paid) return { outcome: "not_paid", commissions: [] }
  return knex.transaction((trx) => open(trx, facts))
}
