import { column, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

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

const REFERRED = `order_cart oc
  JOIN service_purchase p ON p.cart_id = oc.cart_id AND (p.affiliate_code IS NOT NULL OR p.click_id IS NOT NULL)`

/** The referrals of these orders; an order whose purchase names no affiliate is missing. */
export const referralsOfOrders = (knex: Knex, orderIds: readonly string[]): Promise<Referral[]> =>
  sqlRows(
    knex,
    Referral,
    `SELECT oc.order_id, p.affiliate_code, p.click_id, p.consent, p.customer ->> 'email' AS email,
       so.created_at AS fanned_out_at
     FROM ${REFERRED} LEFT JOIN service_order so ON so.order_id = oc.order_id
     WHERE oc.order_id = ANY(?) AND oc.deleted_at IS NULL`,
    [[...orderIds]]
  )

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
