import { sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const Account = z.object({ customer_id: z.string(), email: z.string() })
export type ProvenAccount = z.infer<typeof Account>

// Staff can change a customer's address in Admin, which proves nothing: only the address that the customer signs in with
// was confirmed by an email.
const PROVEN = `
  SELECT customer.id AS customer_id, login.entity_id AS email
  FROM customer
  JOIN provider_identity login ON login.entity_id = customer.email AND login.provider = 'emailpass'
    AND login.deleted_at IS NULL
  JOIN auth_identity identity ON identity.id = login.auth_identity_id AND identity.deleted_at IS NULL
    AND identity.app_metadata ->> 'customer_id' = customer.id
  WHERE customer.has_account AND customer.deleted_at IS NULL`

/** The customer's account with its proven address; null when the address was never proven. */
export const provenAccountOf = (sql: Sql, customerId: string): Promise<ProvenAccount | null> =>
  sqlRow(sql, Account, `${PROVEN} AND customer.id = ?`, [customerId])

/** The account whose customer has proven this address; null when there is none. */
export const provenAccountWith = (sql: Sql, email: string): Promise<ProvenAccount | null> =>
  sqlRow(sql, Account, `${PROVEN} AND customer.email = ?`, [email])
