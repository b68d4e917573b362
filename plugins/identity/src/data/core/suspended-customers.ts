import { sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const Id = z.object({ id: z.string() })

/** Whether there is such a customer, with or without an account. */
export const customerExists = async (sql: Sql, customerId: string): Promise<boolean> =>
  (await sqlRow(sql, Id, "SELECT id FROM customer WHERE id = ? AND deleted_at IS NULL", [customerId])) !== null

/** What the customer signs in with. */
export const identitiesOfCustomer = async (sql: Sql, customerId: string): Promise<string[]> =>
  (
    await sqlRows(
      sql,
      Id,
      "SELECT id FROM auth_identity WHERE app_metadata ->> 'customer_id' = ? AND deleted_at IS NULL",
      [customerId]
    )
  ).map(({ id }) => id)

const Named = z.object({ credential: z.string(), name: z.string() })

/** The email addresses of users and the titles of API keys, by their credential: `user:<id>`, `api-key:<id>`. */
export const namesOfStaff = async (sql: Sql, credentials: readonly string[]): Promise<Map<string, string>> => {
  const rows = await sqlRows(
    sql,
    Named,
    `SELECT 'user:' || id AS credential, email AS name FROM "user"
     WHERE 'user:' || id = ANY(:credentials) AND deleted_at IS NULL
     UNION ALL
     SELECT 'api-key:' || id, title FROM api_key WHERE 'api-key:' || id = ANY(:credentials) AND deleted_at IS NULL`,
    { credentials: [...credentials] }
  )
  return new Map(rows.map(({ credential, name }) => [credential, name]))
}

/**
 * SQL condition: a purchase must not be made, because its customer is suspended, or a suspended customer has its email
 * address. For other plugins' statements, so that a purchase takes no statement of its own for it.
 * @param customerId SQL for the purchase's customer, may be null
 * @param email SQL for its email address, may be null
 */
export const suspendedBuyerSql = (customerId: string, email: string): string => `EXISTS (
  SELECT FROM customer_suspension suspension
  JOIN customer suspended ON suspended.id = suspension.customer_id AND suspended.deleted_at IS NULL
  WHERE suspension.ended_at IS NULL
    AND (suspended.id = ${customerId} OR lower(suspended.email) = lower(${email})))`
