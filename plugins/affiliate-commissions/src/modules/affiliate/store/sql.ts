import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The pool, or a transaction that the caller holds. */
export type Sql = Knex | Knex.Transaction
