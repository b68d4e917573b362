import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The pool, or a transaction that the caller holds. */
export type Sql = Knex | Knex.Transaction

/** LIKE pattern for what contains a text, taken literally. */
export const likeText = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
