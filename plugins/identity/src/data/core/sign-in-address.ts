import { sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const Address = z.object({
  login_id: z.string(),
  email: z.string(),
  customer_email: z.string().nullable(),
  /** Types of accounts that sign in with this identity. */
  accounts: z.array(z.string()),
})
export type SignInAddress = z.infer<typeof Address>

/** The address that an identity signs in with, and its customer's; null when the identity was deleted. */
export const signInAddressOf = (sql: Sql, identityId: string): Promise<SignInAddress | null> =>
  sqlRow(
    sql,
    Address,
    `SELECT login.id AS login_id, login.entity_id AS email, customer.email AS customer_email,
       ARRAY(SELECT key FROM jsonb_each_text(coalesce(identity.app_metadata, '{}'::jsonb))
             WHERE key LIKE '%\\_id' AND value <> '') AS accounts
     FROM auth_identity identity
     JOIN provider_identity login ON login.auth_identity_id = identity.id AND login.provider = 'emailpass'
       AND login.deleted_at IS NULL
     LEFT JOIN customer ON customer.id = identity.app_metadata ->> 'customer_id' AND customer.deleted_at IS NULL
     WHERE identity.id = ? AND identity.deleted_at IS NULL`,
    [identityId]
  )

/** Whether an account of any type uses the address. */
export const isAddressTaken = async (sql: Sql, email: string): Promise<boolean> => {
  const row = await sqlRow(
    sql,
    z.object({ taken: z.boolean() }),
    `SELECT EXISTS (SELECT FROM provider_identity WHERE entity_id = :email AND provider = 'emailpass'
         AND deleted_at IS NULL)
       OR EXISTS (SELECT FROM customer WHERE email = :email AND has_account AND deleted_at IS NULL) AS taken`,
    { email }
  )
  return row?.taken === true
}

/** The customer's orders whose emails go to one of these addresses. Nothing is sent for canceled ones. */
export const ordersWithEmail = async (sql: Sql, customerId: string, emails: readonly string[]): Promise<string[]> =>
  (
    await sqlRows(
      sql,
      z.object({ id: z.string() }),
      `SELECT id FROM "order" WHERE customer_id = ? AND lower(email) = ANY(?) AND status <> 'canceled' AND deleted_at IS NULL
       ORDER BY id`,
      [customerId, [...emails]]
    )
  ).map(({ id }) => id)
