import { clock, systemActor } from "@atrium/kernel"
import { postEntries } from "@atrium/ledger/tx"
import { recordAffiliateOfOrder } from "@atrium/service-provisioning/tx"
import { currentRequestId, env } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { normaliseCode } from "../contracts/codes"
import { entryFor } from "../domain/booking"
import { type FrozenOrder, freezeOrder } from "../domain/frozen-order"
import { businessTimeOfPayment } from "../domain/purchase-time"
import { newCommissionId, openAttribution } from "../modules/affiliate/store/attributions"
import { contendersFor } from "../reconcile/contenders"
import { type OrderFacts, orderFactsOf } from "../reconcile/order-facts"
import { NOTHING_POSTED } from "../reconcile/posted"
import { recomputeOrder } from "./recompute-order"
import { matureOrderWork } from "./work/kinds"

export type SettleOptions = {
  /** The gateway's id of a dispute: holds the order's commissions, once. */
  readonly dispute?: string | undefined
  /** Where an order's facts come from; Medusa's rows unless given. */
  readonly readFacts?: (knex: Knex | Knex.Transaction, orderId: string) => Promise<OrderFacts | undefined>
}

const paidAt = (facts: OrderFacts): Date =>
  businessTimeOfPayment({
    capturedAt: facts.captured_at,
    fannedOutAt: facts.fanned_out_at,
    clockMoves: env().demo,
    clockOffsetMs: clock.now().getTime() - Date.now(),
  })

const titleOf = (service: string, displayId: number | null): string =>
  displayId === null ? service : `${service}, order #${displayId}`

const freeze = async (
  trx: Knex.Transaction,
  facts: OrderFacts,
  at: Date
): Promise<FrozenOrder & { rivals: Rival[] }> => {
  const competitors = await contendersFor(trx, {
    code: facts.affiliate_code === null ? null : normaliseCode(facts.affiliate_code),
    clickId: facts.click_id,
    paidAt: at,
    services: [...new Set(facts.lines.flatMap(({ product_id: id }) => id ?? []))],
  })
  const frozen = freezeOrder(
    {
      ...facts,
      code: facts.affiliate_code,
      paidAt: at,
      buyer: { customer_id: facts.customer_id, emails: facts.emails },
    },
    competitors
  )
  const rivals = competitors.slice(0, 20).map(({ affiliate_id, code }) => ({ affiliate_id, code }))
  return { ...frozen, rivals }
}

type Rival = { readonly affiliate_id: string; readonly code: string }

/** `known`: it was settled before. `overdue`: its commissions are open, and their holding period is over already. */
type Opened = "known" | "settled" | "overdue"

/**
 * Freezes who earns and by which rule, and books what is owed: attribution, commissions, the affiliate on the order's
 * service requests and the ledger, all in the caller's transaction. `known`, and nothing written, when the order has its
 * attribution already.
 */
const openOrder = async (trx: Knex.Transaction, facts: OrderFacts): Promise<Opened> => {
  const at = paidAt(facts)
  const frozen = await freeze(trx, facts, at)
  const { contender, reason } = frozen.winner
  const commissions = frozen.earning.map(({ line, rule, paid, base, change }) => ({
    ...{ id: newCommissionId(), order_line_item_id: line.id, service_id: line.product_id, service_title: line.title },
    ...{ rule_version_id: rule.version_id, rate_bp: rule.rate_bp, paid_amount: paid, base_amount: base, change },
  }))
  const maturing = frozen.matures_at > clock.now()
  const opened = await openAttribution(
    trx,
    {
      ...{ order_id: facts.order_id, affiliate_id: contender?.affiliate_id ?? null, reason },
      programme_version_id: contender?.terms.version_id ?? null,
      click_id: frozen.winner.contender ? frozen.winner.click_id : null,
      currency_code: facts.currency_code,
      facts: {
        display_id: facts.display_id,
        parts: frozen.parts.map(({ id, amount }) => ({ id, amount: amount.toString() })),
        ...{ code: facts.affiliate_code, click_id: facts.click_id, consent: facts.consent },
        contenders: frozen.rivals,
      },
      ...{ paid_at: at, matures_at: frozen.matures_at, refunded_amount: frozen.refunded, canceled: facts.canceled },
      changes: { removed: facts.removed, added: "0" },
    },
    commissions,
    commissions.length > 0 && maturing ? [matureOrderWork(facts.order_id, frozen.matures_at)] : [],
    currentRequestId()
  )
  if (!opened) return "known"
  if (!contender) return "settled"
  await recordAffiliateOfOrder(trx, {
    order_id: facts.order_id,
    affiliate: { id: contender.affiliate_id, code: contender.code },
  })
  await postEntries(
    trx,
    commissions.flatMap(({ id, service_title: title, change: { state } }) => {
      const booked = {
        ...{ commission_id: id, affiliate_id: contender.affiliate_id, currency_code: facts.currency_code, at },
        ...{ title: titleOf(title, facts.display_id), status: state.status, amount: state.amount },
      }
      return entryFor(booked, NOTHING_POSTED) ?? []
    })
  )
  return maturing ? "settled" : "overdue"
}

/**
 * Brings an order's commissions to what is owed, whatever happened and however often it is asked: the first time
 * everything is frozen, later the amounts follow the refunds. Nothing happens while the order is not paid in full, or
 * when nobody brought the buyer (one statement then). Each time is one transaction. Throws, so that it is asked again,
 * while core has not booked a refund it has made.
 */
export const settleOrder = async (knex: Knex, orderId: string, options: SettleOptions = {}): Promise<void> => {
  const { dispute, readFacts = orderFactsOf } = options
  const facts = await readFacts(knex, orderId)
  if (!facts) return
  if (!facts.settled) {
    if (!facts.paid) return
    const opened = await knex.transaction((trx) => openOrder(trx, facts))
    if (opened === "settled" && !dispute) return
  }
  await recomputeOrder(knex, orderId, {
    actor: systemActor,
    readFacts: (trx) => readFacts(trx, orderId),
    ...(dispute ? { dispute } : {}),
  })
  if (facts.refund_unbooked) throw new WorkFailure("A refund of the order is not in its transactions yet")
}
