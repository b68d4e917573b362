import { column, openedRow, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { encryptedPurchases } from "../encrypted-tables"
import { PurchaseRow } from "../purchases"

const Row = PurchaseRow.extend({
  /** Null where core has taken the payment away, as it does when the cart comes to another total. */
  session: z
    .object({
      provider_id: column.text,
      status: column.text,
      data: z.record(z.string(), z.unknown()).nullable(),
    })
    .nullable(),
})
export type PurchaseToSettle = z.infer<typeof Row>
const OpenedRow = openedRow(encryptedPurchases, Row)

/** A purchase with the payment session it is paid with; null when there is no such purchase. */
export const findPurchaseToComplete = (knex: Knex, id: string): Promise<PurchaseToSettle | null> =>
  sqlRow(
    knex,
    OpenedRow,
    `SELECT purchase.*, (
       SELECT jsonb_build_object('provider_id', session.provider_id, 'status', session.status, 'data', session.data)
       FROM payment_session session WHERE session.id = purchase.payment_session_id AND session.deleted_at IS NULL
     ) AS session
     FROM service_purchase purchase WHERE purchase.id = ? AND purchase.amount IS NOT NULL`,
    [id]
  )
