import { clock } from "@atrium/kernel"
import { postEntries } from "@atrium/ledger/tx"
import { recordAffiliateOfOrder } from "@atrium/service-provisioning/tx"
import { currentRequestId } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { CommissionStatus } from "../contracts/statuses"
import { type NewCommission, newCommissionId, openAttribution } from "../data/attributions"
import { candidatesFor } from "../data/core/candidates"
import { entryFor, NOTHING_POSTED } from "../domain/booking"
import type { CommissionRuleFacts, RuleAnswer } from "../domain/commission-rule"
import { freezeOrder, type PaidOrder, type RuleAtPayment } from "../domain/freeze-order"
import { matureOrderWork } from "../domain/work"
import { commissionRules } from "../extension-points"
import { readPaidOrder, type ReferredOrder } from "./read-order"

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

const MAX_STORED_CANDIDATES = 20

// If the rule's kind is not installed, nothing is booked: the work is retried, then waits for staff.
const answerOf = ({ kind, config }: RuleAtPayment, facts: CommissionRuleFacts): RuleAnswer => {
  const rule = commissionRules.get(kind)
  if (!rule) throw new Error(`No entry of commissionRules for "${kind}"`)
  return rule.owed(config, facts)
}

const freeze = async (trx: Knex.Transaction, order: PaidOrder) => {
  const candidates = await candidatesFor(trx, {
    orderId: order.order_id,
    code: order.code,
    clickId: order.click_id,
    paidAt: order.paid_at,
    services: [...new Set(order.lines.flatMap(({ product_id: id }) => id ?? []))],
  })
  const stored = candidates.slice(0, MAX_STORED_CANDIDATES).map(({ affiliate_id, code }) => ({ affiliate_id, code }))
  return { ...freezeOrder(order, candidates, answerOf), stored }
}

const open = async (trx: Knex.Transaction, order: PaidOrder): Promise<Attribution> => {
  const { winner, earning, parts, refunded, stored, matures_at: maturesAt } = await freeze(trx, order)
  const { candidate } = winner
  const commissions = earning.map(({ line, rule_version_id, frozen, change }): NewCommission => ({
    id: newCommissionId(),
    order_line_item_id: line.id,
    service_id: line.service_id,
    service_title: line.title,
    rule_version_id,
    rate_bp: frozen.rate_bp,
    rule_amount: frozen.rule_amount,
    paid_amount: line.paid,
    base_amount: line.base,
    change,
  }))
  const maturesLater = maturesAt > clock.now()
  const opened = await openAttribution(
    trx,
    {
      order_id: order.order_id,
      affiliate_id: candidate?.affiliate_id ?? null,
      programme_version_id: candidate?.terms.version_id ?? null,
      click_id: winner.candidate ? winner.click_id : null,
      currency_code: order.currency_code,
      reason: winner.reason,
      facts: {
        order_reference: order.reference,
        parts: parts.map(({ id, amount }) => ({ id, amount: amount.toString() })),
        code: order.code,
        click_id: order.click_id,
        consent: order.consent,
        contenders: stored,
      },
      paid_at: order.paid_at,
      matures_at: maturesAt,
      refunded_amount: refunded,
      canceled: order.canceled,
      changes: { removed: order.removed, chosen: { ...order.chosen }, added: "0" },
    },
    commissions,
    commissions.length > 0 && maturesLater ? [matureOrderWork(order.order_id, maturesAt)] : [],
    currentRequestId()
  )
  if (!opened) return { outcome: "existing", commissions: [] }
  if (!candidate) return { outcome: "attributed", commissions: [] }
  const { affiliate_id: affiliateId } = candidate
  await recordAffiliateOfOrder(trx, {
    order_id: order.order_id,
    affiliate: { id: affiliateId, code: candidate.code },
  })
  const settled = commissions.map(({ id, order_line_item_id, service_title, change: { state } }) => ({
    id,
    affiliate_id: affiliateId,
    order_line_item_id,
    service_title,
    currency_code: order.currency_code,
    status: state.status,
    amount: state.amount,
  }))
  await postEntries(
    trx,
    settled.flatMap((one) => {
      const booked = { ...one, commission_id: one.id, order_reference: order.reference, at: order.paid_at }
      return entryFor(booked, NOTHING_POSTED) ?? []
    })
  )
  return {
    outcome: maturesLater ? "attributed" : "overdue",
    commissions: settled.map(({ service_title: _title, amount, ...one }) => ({ ...one, amount: amount.toString() })),
  }
}

/**
 * Attributes a paid order once: freezes affiliate, rules and amounts, and books what is owed: attribution, commissions, the
 * affiliate on the order's service requests and the ledger, in one transaction. Writes nothing while the order is not paid
 * in full, or if it was attributed before.
 */
export const attributeOrder = async (
  knex: Knex,
  referred: ReferredOrder,
  readOrder: (knex: Knex, referred: ReferredOrder) => Promise<PaidOrder | null> = readPaidOrder
): Promise<Attribution> => {
  if (referred.attributed) return { outcome: "existing", commissions: [] }
  const order = await readOrder(knex, referred)
  if (!order) return { outcome: "not_paid", commissions: [] }
  return knex.transaction((trx) => open(trx, order))
}
