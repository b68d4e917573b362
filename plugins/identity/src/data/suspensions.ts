import { sqlChanges, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

/** A decision of staff about a customer. */
export type Decision = {
  readonly customerId: string
  readonly reason: string
  readonly by: string
  readonly now: Date
}

/** Suspends a customer; false when the customer is suspended already. Of simultaneous calls one succeeds. */
export const insertSuspension = async (sql: Sql, decision: Decision): Promise<boolean> =>
  (await sqlChanges(
    sql,
    `INSERT INTO customer_suspension (id, customer_id, reason, suspended_by, suspended_at)
     VALUES (:id, :customerId, :reason, :by, :now)
     ON CONFLICT (customer_id) WHERE ended_at IS NULL DO NOTHING`,
    { id: generateEntityId(undefined, "csus"), ...decision }
  )) === 1

/** Ends a customer's suspension; false when the customer is not suspended. */
export const endSuspension = async (sql: Sql, decision: Decision): Promise<boolean> =>
  (await sqlChanges(
    sql,
    `UPDATE customer_suspension SET end_reason = :reason, ended_by = :by, ended_at = :now, updated_at = :now
     WHERE customer_id = :customerId AND ended_at IS NULL`,
    { ...decision }
  )) === 1

const Row = z.object({
  reason: z.string(),
  suspended_by: z.string(),
  suspended_at: z.date(),
  end_reason: z.string().nullable(),
  ended_by: z.string().nullable(),
  ended_at: z.date().nullable(),
})
export type SuspensionRow = z.infer<typeof Row>

/** A customer's suspensions, the newest first. */
export const listSuspensions = (sql: Sql, customerId: string): Promise<SuspensionRow[]> =>
  sqlRows(
    sql,
    Row,
    `SELECT ${Object.keys(Row.shape).join(", ")} FROM customer_suspension
     WHERE customer_id = ? ORDER BY ended_at IS NULL DESC, suspended_at DESC, id DESC LIMIT 100`,
    [customerId]
  )
