import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Capture = z.object({
  id: column.text,
  /** The exact amount as core keeps it. */
  raw_amount: z.looseObject({ value: z.union([z.string(), z.number()]) }),
  currency_code: column.text,
  order_id: column.text,
})
export type UnbookedCapture = z.infer<typeof Capture>

/** Captures of a payment that its order's transactions do not hold. */
export const findUnbookedCaptures = (knex: Knex, paymentId: string): Promise<UnbookedCapture[]> =>
  sqlRows(
    knex,
    Capture,
    `SELECT c.id, c.raw_amount, p.currency_code, link.order_id
     FROM capture c
     JOIN payment p ON p.id = c.payment_id
     JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     WHERE c.payment_id = ? AND c.deleted_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM order_transaction booked
       WHERE booked.order_id = link.order_id AND booked.reference = 'capture' AND booked.reference_id = c.id
         AND booked.deleted_at IS NULL)
     ORDER BY c.created_at, c.id`,
    [paymentId]
  )
