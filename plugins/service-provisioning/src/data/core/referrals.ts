import { column, openedRow, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { encryptedPurchases } from "../encrypted-tables"

const Referral = z.object({
  order_id: column.text,
  /** As the shopper sent it with the purchase or the cart. */
  affiliate_code: column.text.nullable(),
  click_id: column.text.nullable(),
  consent: z.unknown(),
  /** The email address of the purchase form. */
  email: column.text.nullable(),
  /** Business time at which the units' work was scheduled. */
  fanned_out_at: column.timestamp.nullable(),
})
/** What a shopper sent about the affiliate who referred them. */
export type Referral = z.infer<typeof Referral>

const StoredReferral = openedRow(
  encryptedPurchases,
  Referral.omit({ email: true }).extend({
    cart_id: column.text,
    customer: z.looseObject({ email: z.string().optional() }).nullable(),
  }),
  { columns: { customer: "customer" } }
)

const REFERRED = `order_cart oc
  JOIN service_purchase p ON p.cart_id = oc.cart_id AND (p.affiliate_code IS NOT NULL OR p.click_id IS NOT NULL)`

/** The referrals of these orders; an order whose purchase names no affiliate is missing. */
export const referralsOfOrders = async (knex: Knex, orderIds: readonly string[]): Promise<Referral[]> => {
  const rows = await sqlRows(
    knex,
    StoredReferral,
    `SELECT oc.order_id, p.cart_id, p.customer, p.affiliate_code, p.click_id, p.consent, so.created_at AS fanned_out_at
     FROM ${REFERRED} LEFT JOIN service_order so ON so.order_id = oc.order_id
     WHERE oc.order_id = ANY(?) AND oc.deleted_at IS NULL`,
    [[...orderIds]]
  )
  return rows.map(({ cart_id: _cart, customer, ...referral }) => ({ ...referral, email: customer?.email ?? null }))
}

/** A page of the ids of orders placed since then whose purchase names an affiliate. */
export const referredOrders = async (knex: Knex, { since, after, limit }: ReconcilePage<string>): Promise<string[]> => {
  const rows = await sqlRows(
    knex,
    z.object({ id: column.text }),
    `SELECT o.id FROM ${REFERRED} JOIN "order" o ON o.id = oc.order_id AND o.deleted_at IS NULL
     WHERE oc.deleted_at IS NULL AND o.created_at > :since AND o.id > :after ORDER BY o.id LIMIT :limit`,
    { since, after: after ?? "", limit }
  )
  return rows.map(({ id }) => id)
}
