import { knexOf, type Person, sqlRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

const COLLECTIONS = `
  SELECT payment_collection_id FROM order_payment_collection WHERE order_id = ANY(:orders)
  UNION SELECT payment_collection_id FROM cart_payment_collection WHERE cart_id = ANY(:carts)`

/** Payments as the archive shows them. */
export const EXPORTED_PAYMENTS = `
  SELECT CAST(amount AS text) AS amount, currency_code, provider_id AS gateway, data ->> 'id' AS reference, created_at,
    captured_at, canceled_at,
    (SELECT jsonb_agg(jsonb_build_object('amount', CAST(r.amount AS text), 'created_at', r.created_at)
       ORDER BY r.created_at) FROM refund r WHERE r.payment_id = payment.id AND r.deleted_at IS NULL) AS refunds
  FROM payment WHERE payment_collection_id IN (${COLLECTIONS}) AND deleted_at IS NULL ORDER BY created_at`

/** The gateways' ids of the person's payments, also those that never became one. */
export const GATEWAY_REFERENCES = `
  SELECT data ->> 'id' AS id FROM payment_session
  WHERE payment_collection_id IN (${COLLECTIONS}) AND data ->> 'id' IS NOT NULL`

/** Medusa's ids of the person's payments. */
export const PAYMENT_IDS = `SELECT id FROM payment WHERE payment_collection_id IN (${COLLECTIONS})`

const Data = z.record(z.string(), z.unknown()).nullable()
const Session = z.object({ id: z.string(), data: Data, context: Data, metadata: Data })
const Payment = z.object({ id: z.string(), data: Data, metadata: Data })

/** What gateways and the shop stored with the person's payment sessions. */
export const sessionsOfPerson = (container: MedusaContainer, person: Person): Promise<z.infer<typeof Session>[]> =>
  sqlRows(
    knexOf(container),
    Session,
    `SELECT id, data, context, metadata FROM payment_session
     WHERE payment_collection_id IN (${COLLECTIONS}) AND deleted_at IS NULL`,
    person
  )

/** What gateways stored with the person's payments. */
export const paymentsOfPerson = (container: MedusaContainer, person: Person): Promise<z.infer<typeof Payment>[]> =>
  sqlRows(
    knexOf(container),
    Payment,
    `SELECT id, data, metadata FROM payment
     WHERE payment_collection_id IN (${COLLECTIONS}) AND deleted_at IS NULL`,
    person
  )

/** Refunds with a note by staff. */
export const NOTED_REFUNDS = `
  SELECT r.id FROM refund r JOIN payment p ON p.id = r.payment_id
  WHERE p.payment_collection_id IN (${COLLECTIONS}) AND r.deleted_at IS NULL AND r.note IS NOT NULL`

const Holder = z.object({ id: z.string(), email: z.string().nullable(), data: Data, metadata: Data })

/** The person's entries as a customer of a gateway. */
export const holdersOfPerson = (container: MedusaContainer, person: Person): Promise<z.infer<typeof Holder>[]> =>
  sqlRows(
    knexOf(container),
    Holder,
    `SELECT holder.id, holder.email, holder.data, holder.metadata FROM account_holder holder
     JOIN customer_account_holder link ON link.account_holder_id = holder.id
     WHERE link.customer_id = ANY(:customers) AND holder.deleted_at IS NULL`,
    person
  )
