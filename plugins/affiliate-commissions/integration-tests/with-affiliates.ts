import { randomUUID } from "node:crypto"

import { clock, systemActor } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { enrollAffiliate } from "../src/data/affiliates"
import { attributedAmong } from "../src/data/orders-to-check"
import { insertProgramme, type Terms } from "../src/data/programmes"
import { insertRule, type RuleTerms } from "../src/data/rules"
import type { PaidOrder } from "../src/domain/freeze-order"
import type { BoughtLine, OrderNow } from "../src/domain/order-parts"
import { adjustCommissions } from "../src/use-cases/adjust-commissions"
import { attributeOrder } from "../src/use-cases/attribute-order"

export const short = (): string => randomUUID().replaceAll("-", "").slice(0, 16)

export type Joined = { id: string; code: string; customer_id: string }

const TERMS: Terms = { attribution: "last_click", window_days: 30, holding_days: 30 }

/** A rule that pays a percentage. */
export const rateOf = (rateBp: number): RuleTerms => ({ kind: "percentage", config: { rate_bp: rateBp } })

/** A program with a rule: a rate in basis points, or any kind. Returns its id. */
export const someProgramme = async (
  knex: Knex,
  rule: number | RuleTerms,
  terms: Partial<Terms> = {}
): Promise<string> =>
  knex.transaction(async (trx) => {
    const id = await insertProgramme(trx, { name: "Friends", ...TERMS, ...terms }, systemActor)
    const pays = typeof rule === "number" ? rateOf(rule) : rule
    await insertRule(trx, { programme_id: id, service_id: null, ...pays }, systemActor)
    return id
  })

/** An affiliate of a program, with its own customer row. */
export const someAffiliate = async (knex: Knex, programmeId: string, email?: string): Promise<Joined> => {
  const customerId = `cus_${short()}`
  await knex("customer").insert({ id: customerId, email: email ?? `${customerId}@example.com`, has_account: true })
  const code = `A${short().toUpperCase()}`
  const made = await enrollAffiliate(knex, { programmeId, customerId, code }, systemActor)
  if (!made) throw new Error("The affiliate was not enrolled")
  return { id: made.id, code, customer_id: customerId }
}

export type Order = { facts: PaidOrder & { paid: boolean }; read: () => Promise<OrderNow> }

/** A paid order without rows in Medusa: what `readPaidOrder` would return. Amounts in major units. */
export const paidOrder = (given: Partial<Order["facts"]> & { lines: readonly BoughtLine[] }): Order => {
  const order: Order = {
    facts: {
      order_id: `order_${short()}`,
      reference: "OR-7Q2K-9MXB-4TZ",
      currency_code: "inr",
      code: null,
      click_id: null,
      consent: null,
      paid: true,
      paid_at: clock.now(),
      buyer: { customer_id: null, emails: ["buyer@example.com"] },
      captured: "0",
      refunds: [],
      refund_pending: false,
      canceled: false,
      removed: {},
      chosen: {},
      disputes: [],
      ...given,
    },
    read: () => Promise.resolve(order.facts),
  }
  return order
}

/** Settles an order as the workflow's steps do, with these facts instead of Medusa's rows. */
export const settleWith = async (knex: Knex, { facts, read }: Order, dispute?: string): Promise<void> => {
  const { order_id: id, click_id, consent, code } = facts
  const attributed = (await attributedAmong(knex, [id])).has(id)
  const referred = {
    order_id: id,
    affiliate_code: code,
    click_id,
    consent,
    email: null,
    fanned_out_at: null,
    attributed,
  }
  const { outcome } = await attributeOrder(knex, referred, () => Promise.resolve(facts.paid ? facts : null))
  if (outcome === "not_paid" || (outcome === "attributed" && !dispute)) return
  await adjustCommissions(knex, id, { actor: systemActor, readOrder: read })
}

export const lineOf = (total: string, options: Partial<BoughtLine> = {}): BoughtLine => ({
  id: `ordli_${short()}`,
  product_id: "prod_service",
  title: "A service",
  quantity: 1,
  total,
  tax_rate: "0",
  ...options,
})

export type StoredCommission = { id: string; order_line_item_id: string; amount: string; status: string }

export const commissionsOf = (knex: Knex, orderId: string): Promise<StoredCommission[]> =>
  Promise.resolve(
    knex("commission")
      .where({ order_id: orderId })
      .orderBy("order_line_item_id")
      .select<StoredCommission[]>(["id", "order_line_item_id", "amount", "status"])
  )

/** Currencies whose postings do not sum to zero, and entries that do not. */
export const imbalances = async (knex: Knex): Promise<unknown[]> => {
  const answer: { rows: unknown[] } = await knex.raw(
    `SELECT currency_code AS what, sum(amount) FROM ledger_posting GROUP BY 1 HAVING sum(amount) <> 0`
  )
  return answer.rows
}

/** What an affiliate has on its accounts, by purpose and currency; accounts at zero are left out. */
export const balancesOfAffiliate = async (knex: Knex, affiliateId: string): Promise<Record<string, string>> => {
  const rows = await knex("ledger_account")
    .where({ owner_type: "affiliate", owner_id: affiliateId })
    .whereNot({ balance: 0 })
    .select<{ purpose: string; currency_code: string; balance: string }[]>("purpose", "currency_code", "balance")
  return Object.fromEntries(rows.map((row) => [`${row.purpose} ${row.currency_code}`, String(row.balance)]))
}
