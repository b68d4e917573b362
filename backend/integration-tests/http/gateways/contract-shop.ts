import { randomUUID } from "node:crypto"

import { beginPurchase, type BegunPurchase, type Shop, withCart } from "@atrium/test-kit"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"

/** Every region takes payments through these gateways. */
export const offerGateways = async (shop: Shop, providerIds: readonly string[]): Promise<void> => {
  await updateRegionsWorkflow(shop.container()).run({
    input: { selector: {}, update: { payment_providers: [...providerIds] } },
  })
}

export type OpenPurchase = BegunPurchase & { cart_id: string }

/** A purchase waiting for payment at a gateway; the same key returns the same one. */
export const begin = async (shop: Shop, providerId: string, key: string = randomUUID()): Promise<OpenPurchase> => {
  const options = { email: `${key}@example.com`, payment_provider_id: providerId, key }
  return withCart(shop, await beginPurchase(shop.api, options))
}

export type Books = {
  orders: number
  payments: number
  captures: number
  captured: number
  refunded: number
  transactions: number
}

/** The payments and transactions of a purchase's cart; amounts in minor units of a currency with two decimals. */
export const booksOf = async (shop: Shop, cartId: string): Promise<Books> => {
  const { rows } = await shop.knex().raw(
    `WITH mine AS (
       SELECT p.id FROM cart_payment_collection l
       JOIN payment p ON p.payment_collection_id = l.payment_collection_id AND p.deleted_at IS NULL
       WHERE l.cart_id = :cart)
     SELECT (SELECT count(*)::int FROM order_cart WHERE cart_id = :cart AND deleted_at IS NULL) AS orders,
            (SELECT count(*)::int FROM mine) AS payments,
            (SELECT count(*)::int FROM capture WHERE payment_id IN (SELECT id FROM mine) AND deleted_at IS NULL) AS captures,
            (SELECT coalesce(sum(amount) * 100, 0)::int FROM capture
              WHERE payment_id IN (SELECT id FROM mine) AND deleted_at IS NULL) AS captured,
            (SELECT coalesce(sum(amount) * 100, 0)::int FROM refund
              WHERE payment_id IN (SELECT id FROM mine) AND deleted_at IS NULL) AS refunded,
            (SELECT coalesce(sum(t.amount) * 100, 0)::int FROM order_transaction t
              JOIN order_cart oc ON oc.order_id = t.order_id WHERE oc.cart_id = :cart AND t.deleted_at IS NULL) AS transactions`,
    { cart: cartId }
  )
  return rows[0] as Books
}

/** One order, its one payment captured once, and this amount refunded. */
export const paidOnce = (amount: number, refunded = 0): Books => ({
  orders: 1,
  payments: 1,
  captures: 1,
  captured: amount,
  refunded,
  transactions: amount - refunded,
})

export const NOTHING: Books = { orders: 0, payments: 0, captures: 0, captured: 0, refunded: 0, transactions: 0 }

/** Medusa's payment of a purchase. */
export const paymentIdOf = async (shop: Shop, cartId: string): Promise<string> => {
  const row = await shop
    .knex()("payment as p")
    .join("cart_payment_collection as l", "l.payment_collection_id", "p.payment_collection_id")
    .where("l.cart_id", cartId)
    .first("p.id")
  return String(row?.id)
}
