import { suspendedBuyerSql } from "@atrium/identity/use-cases"
import { knexOf, sqlRow } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

const Row = z.object({
  id: z.string(),
  customer_id: z.string().nullable(),
  completed: z.boolean(),
  of_account: z.boolean(),
  of_purchase: z.boolean(),
  suspended: z.boolean(),
  lines: z.number(),
  held: z.number(),
})
export type GuardedCart = z.infer<typeof Row>

/** A cart by its own id or by its payment collection's id. */
export type CartName = { by: "cart" | "payment_collection"; id: string }

/** Reads what decides who may use a cart, in one statement; `held` is its quantity of `variantId`. */
export const findGuardedCart = async (
  container: MedusaContainer,
  { by, id }: CartName,
  variantId: string | null
): Promise<GuardedCart | undefined> => {
  const named =
    by === "cart"
      ? ":id"
      : "(SELECT cart_id FROM cart_payment_collection WHERE payment_collection_id = :id AND deleted_at IS NULL LIMIT 1)"
  return (
    (await sqlRow(
      knexOf(container),
      Row,
      `SELECT c.id, c.customer_id, c.completed_at IS NOT NULL AS completed,
       coalesce(p.has_account, false) AS of_account,
       EXISTS (SELECT 1 FROM service_purchase s WHERE s.cart_id = c.id AND s.source = 'purchase') AS of_purchase,
       ${suspendedBuyerSql("c.customer_id", "c.email")} AS suspended,
       l.lines, l.held
     FROM cart c
     LEFT JOIN customer p ON p.id = c.customer_id
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS lines,
         coalesce(sum(quantity) FILTER (WHERE variant_id = CAST(:variantId AS text)), 0)::float AS held
       FROM cart_line_item WHERE cart_id = c.id AND deleted_at IS NULL) l
     WHERE c.id = ${named} AND c.deleted_at IS NULL`,
      { id, variantId }
    )) ?? undefined
  )
}
