import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The pool, or a transaction that the caller holds. */
export type Sql = Knex | Knex.Transaction

/** Medusa's second column of a BigNumber. */
export const rawAmount = (amount: string): string => JSON.stringify({ value: amount, precision: 20 })
