import { randomBytes } from "node:crypto"

import { clock } from "@atrium/kernel"
import { checkedRows, column, openedRow, sealColumns } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { IntakeAnswer } from "../contracts/intake"
import { Consent, type PurchaseOut } from "../contracts/purchases"
import { PURCHASE_STATUSES } from "../contracts/statuses"
import { encryptedPurchases } from "./encrypted-tables"
import { type AnsweredKey, answering } from "./idempotency-keys"
import { rawAmount } from "./raw-amount"

/** One line of a purchase, in the order of the request that started it. */
export const PurchaseItemRow = z.object({
  tier_id: z.string(),
  intake: z.record(z.string(), IntakeAnswer),
  template_version_id: z.string(),
  /** The cart's line; only for facts of ordinary carts. */
  line_item_id: z.string().optional(),
  /** Only for purchases started through the purchase routes. */
  quantity: z.number().optional(),
  service: z.string().optional(),
  tier: z.string().optional(),
})
export type PurchaseItemRow = z.infer<typeof PurchaseItemRow>

/** The buyer's details as entered; for an ordinary cart possibly only some of them. */
export const StoredCustomer = z.object({
  full_name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
})

export const PurchaseRow = z.object({
  id: column.text,
  source: z.enum(["purchase", "cart"]),
  cart_id: column.text,
  customer_id: column.text.nullable(),
  customer: StoredCustomer.nullable(),
  requirements: column.text.nullable(),
  items: z.array(PurchaseItemRow),
  affiliate_code: column.text.nullable(),
  click_id: column.text.nullable(),
  consent: Consent.nullable(),
  status: z.enum(PURCHASE_STATUSES),
  last_error_code: column.text.nullable(),
  region_id: column.text.nullable(),
  currency_code: column.text.nullable(),
  amount: column.decimal.nullable(),
  payment_provider_id: column.text.nullable(),
  payment_collection_id: column.text.nullable(),
  payment_session_id: column.text.nullable(),
  order_id: column.text.nullable(),
  expires_at: column.timestamp.nullable(),
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
export type PurchaseRow = z.infer<typeof PurchaseRow>

const StoredPurchase = openedRow(encryptedPurchases, PurchaseRow)

/** A purchase's id is its own credential: 192 random bits, so that it cannot be guessed. */
export const newPurchaseId = (): string => `pur_${randomBytes(24).toString("base64url")}`

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
  | "payment_provider_id"
  | "payment_collection_id"
  | "payment_session_id"
> & { readonly amount: string; readonly currency_code: string; readonly expires_at: Date }

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

const sealedFacts = (
  cartId: string,
  { customer, requirements, items }: Partial<Pick<PurchaseRow, "customer" | "requirements" | "items">>
) => sealColumns(encryptedPurchases, cartId, { customer, requirements, items })

/**
 * Saves a purchase's facts and, in the same statement, the response for callers who send its idempotency key again.
 * Returns that response.
 */
export const insertPurchase = async (
  knex: Knex,
  purchase: NewPurchase,
  { id, payment, answers }: { id: string; payment: PurchaseOut["payment"]; answers: AnsweredKey | undefined }
): Promise<PurchaseOut> => {
  const now = clock.now()
  const response: PurchaseOut = {
    id,
    amount: Number(purchase.amount),
    currency_code: purchase.currency_code,
    payment_provider_id: purchase.payment_provider_id,
    payment,
  }
  const row = {
    ...purchase,
    id: response.id,
    source: "purchase",
    ...sealedFacts(purchase.cart_id, purchase),
    consent: json(purchase.consent),
    raw_amount: rawAmount(purchase.amount),
    created_at: now,
    updated_at: now,
  }
  const insert = answers ? knex.with("answered", answering(knex, answers, response)) : knex.queryBuilder()
  await insert.insert(row).into("service_purchase")
  return response
}

/** Removes a purchase that was not begun after all. */
export const removePurchase = async (knex: Knex, id: string): Promise<void> => {
  await knex("service_purchase").where({ id }).delete()
}

/** A purchase that was started: through the purchase routes, or from a cart. The facts of other carts have no amount. */
export const findPurchase = async (knex: Knex, id: string): Promise<PurchaseRow | undefined> => {
  const rows: unknown = await knex("service_purchase").where({ id }).whereNotNull("amount").select("*")
  return checkedRows(StoredPurchase, rows)[0]
}

/** The purchase that is paid with this payment session. */
export const findPurchaseOfSession = async (knex: Knex, sessionId: string): Promise<PurchaseRow | undefined> => {
  const rows: unknown = await knex("service_purchase").where({ payment_session_id: sessionId }).select("*")
  return checkedRows(StoredPurchase, rows)[0]
}

/** The purchase whose payments are in this payment collection. */
export const findPurchaseOfCollection = async (knex: Knex, collectionId: string): Promise<PurchaseRow | undefined> => {
  const rows: unknown = await knex("service_purchase").where({ payment_collection_id: collectionId }).select("*")
  return checkedRows(StoredPurchase, rows)[0]
}

export const updatePurchase = async (
  knex: Knex,
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
      | "expires_at"
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

/** Saves facts for an ordinary cart; fields left out are unchanged. Refused (undefined) once the cart is an order. */
export const saveCartFacts = async (knex: Knex, cartId: string, facts: CartFacts): Promise<PurchaseRow | undefined> => {
  const now = clock.now()
  const given = Object.fromEntries(
    Object.entries({
      ...facts,
      ...sealedFacts(cartId, facts),
      consent: json(facts.consent),
    }).filter(([, value]) => value !== null && value !== undefined)
  )
  const rows: unknown = await knex("service_purchase")
    .insert({ id: newPurchaseId(), source: "cart", cart_id: cartId, ...given, created_at: now, updated_at: now })
    .onConflict("cart_id")
    .merge({ ...given, updated_at: now })
    .whereNull("service_purchase.order_id")
    .returning("*")
  return checkedRows(StoredPurchase, rows)[0]
}

export type StartedCart = Pick<PurchaseRow, "cart_id" | "customer_id" | "region_id" | "payment_collection_id"> & {
  readonly amount: string
  readonly currency_code: string
  readonly expires_at: Date
}

/** Makes a cart's facts a purchase that can be paid. Refused (undefined) once the cart is an order. */
export const startCartPurchase = async (knex: Knex, cart: StartedCart): Promise<string | undefined> => {
  const now = clock.now()
  const started = { ...cart, raw_amount: rawAmount(cart.amount), status: "awaiting_payment", updated_at: now }
  const rows: unknown = await knex("service_purchase")
    .insert({ id: newPurchaseId(), source: "cart", created_at: now, ...started })
    .onConflict("cart_id")
    .merge({
      ...started,
      // A payment that may be in progress was started for the amount before.
      amount: knex.raw("coalesce(service_purchase.amount, excluded.amount)"),
      raw_amount: knex.raw("coalesce(service_purchase.raw_amount, excluded.raw_amount)"),
    })
    .whereNull("service_purchase.order_id")
    .where("service_purchase.source", "cart")
    .returning("*")
  return checkedRows(StoredPurchase, rows)[0]?.id
}

/** What was entered for a cart, if anything. */
export const findCartFacts = async (knex: Knex, cartId: string): Promise<PurchaseRow | undefined> => {
  const rows: unknown = await knex("service_purchase").where({ cart_id: cartId, source: "cart" }).select("*")
  return checkedRows(StoredPurchase, rows)[0]
}

/** The lines of a purchase or of a cart with what was answered; none when nothing was entered for it. */
export const itemsOfCart = async (knex: Knex, cartId: string): Promise<PurchaseItemRow[]> => {
  const rows: unknown = await knex("service_purchase").where({ cart_id: cartId }).select("*")
  return checkedRows(StoredPurchase, rows)[0]?.items ?? []
}
