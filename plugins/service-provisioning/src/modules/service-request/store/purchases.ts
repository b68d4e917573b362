import { clock } from "@atrium/kernel"

import type { IntakeAnswers } from "../../../contracts/intake"
import type { Consent, PurchaseCustomer } from "../../../contracts/purchases"
import type { PurchaseStatus } from "../../../contracts/statuses"
import { newPurchaseId } from "../../../domain/purchase-id"
import { rawAmount, type Sql } from "./sql"

/** One line of a purchase, in the order of the request that began it. */
export type PurchaseItemRow = {
  readonly tier_id: string
  readonly intake: IntakeAnswers
  readonly template_version_id: string
  /** The cart's line; only for facts of ordinary carts. */
  readonly line_item_id?: string
  /** Only for purchases begun by the purchase routes. */
  readonly quantity?: number
  readonly service?: string
  readonly tier?: string
}

export type PurchaseRow = {
  id: string
  source: "purchase" | "cart"
  cart_id: string
  customer_id: string | null
  customer: Partial<PurchaseCustomer> | null
  requirements: string | null
  items: PurchaseItemRow[]
  affiliate_code: string | null
  click_id: string | null
  consent: Consent | null
  status: PurchaseStatus
  last_error_code: string | null
  region_id: string | null
  currency_code: string | null
  amount: string | null
  payment_provider_id: string | null
  payment_collection_id: string | null
  payment_session_id: string | null
  order_id: string | null
  expires_at: Date | null
  created_at: Date
  updated_at: Date
}

export type NewPurchase = Pick<
  PurchaseRow,
  | "cart_id"
  | "customer_id"
  | "customer"
  | "requirements"
  | "items"
  | "affiliate_code"
  | "click_id"
  | "consent"
  | "region_id"
  | "currency_code"
  | "payment_provider_id"
  | "payment_collection_id"
  | "payment_session_id"
> & { readonly amount: string; readonly expires_at: Date }

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

/** Keeps a purchase's facts; returns its id. */
export const insertPurchase = async (knex: Sql, purchase: NewPurchase): Promise<string> => {
  const now = clock.now()
  const id = newPurchaseId()
  await knex("service_purchase").insert({
    ...purchase,
    id,
    source: "purchase",
    customer: json(purchase.customer),
    items: json(purchase.items),
    consent: json(purchase.consent),
    raw_amount: rawAmount(purchase.amount),
    created_at: now,
    updated_at: now,
  })
  return id
}

/** A purchase begun by the purchase routes. */
export const findPurchase = async (knex: Sql, id: string): Promise<PurchaseRow | undefined> => {
  const [row] = await knex("service_purchase").where({ id, source: "purchase" }).select<PurchaseRow[]>("*")
  return row
}

/** The purchase that is paid with this payment session. */
export const findPurchaseOfSession = async (knex: Sql, sessionId: string): Promise<PurchaseRow | undefined> => {
  const [row] = await knex("service_purchase")
    .where({ payment_session_id: sessionId, source: "purchase" })
    .select<PurchaseRow[]>("*")
  return row
}

export const updatePurchase = async (
  knex: Sql,
  id: string,
  change: Partial<
    Pick<
      PurchaseRow,
      | "status"
      | "last_error_code"
      | "order_id"
      | "payment_provider_id"
      | "payment_session_id"
      | "amount"
      | "currency_code"
    >
  >
): Promise<void> => {
  const amount = change.amount ? { raw_amount: rawAmount(change.amount) } : {}
  await knex("service_purchase")
    .where({ id })
    .update({ ...change, ...amount, updated_at: clock.now() })
}

export type CartFacts = Partial<
  Pick<PurchaseRow, "customer" | "requirements" | "items" | "affiliate_code" | "click_id" | "consent">
>

/** Adds facts to an ordinary cart's; what is not given stays as it was. Refused (undefined) once the cart is an order. */
export const saveCartFacts = async (knex: Sql, cartId: string, facts: CartFacts): Promise<PurchaseRow | undefined> => {
  const now = clock.now()
  const given = Object.fromEntries(
    Object.entries({
      ...facts,
      customer: json(facts.customer),
      items: json(facts.items),
      consent: json(facts.consent),
    }).filter(([, value]) => value !== null && value !== undefined)
  )
  const [row] = await knex("service_purchase")
    .insert({ id: newPurchaseId(), source: "cart", cart_id: cartId, ...given, created_at: now, updated_at: now })
    .onConflict("cart_id")
    .merge({ ...given, updated_at: now })
    .whereNull("service_purchase.order_id")
    .returning<PurchaseRow[]>("*")
  return row
}
