import { defineExtensionPoint } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import { knexOf, sqlChanges, sqlRows } from "./sql-rows"

/**
 * A customer of the shop, by the keys with which their rows are found. Collected once, before anything is erased, so that
 * an erasure that was interrupted still finds the rest.
 */
export const Person = z.strictObject({
  /** Addresses that the person proved, in lower case. */
  emails: z.array(z.string()),
  /** Their accounts, deleted ones included, and the guests with one of the addresses. */
  customers: z.array(z.string()),
  /** What they sign in with. */
  identities: z.array(z.string()),
  orders: z.array(z.string()),
  carts: z.array(z.string()),
  /** Ids of what belongs to them, such as service requests, by which text of others mentions them. */
  mentions: z.array(z.string()),
})
export type Person = z.infer<typeof Person>

/**
 * What an erasure leaves of a table's rows about a person: nothing, the rows without the person, the rows as they are, or
 * (`none`) there are no rows about customers.
 */
export const ERASURES = ["deleted", "cleared", "kept", "none"] as const
export type Erasure = (typeof ERASURES)[number]

/** A file for the archive of a person's data. */
export type PersonalFile = { readonly name: string; readonly content: Uint8Array }

/**
 * Rows of one table about a person: how they are exported, and what an erasure does to them. Declared by the owner of the
 * table; Medusa's tables by whoever writes them. Tables of Medusa are changed through its modules only.
 */
export type PersonalData = {
  readonly table: string
  /** What the rows are, in words: "service requests with their answers". */
  readonly what: string
  readonly erasure: Erasure
  /** Why rows are cleared instead of deleted, kept, or not about customers. */
  readonly why?: string
  /** The person's rows, as they are exported: plain names, without secrets and other people. Default: not exported. */
  read?(container: MedusaContainer, person: Person): Promise<Readonly<Record<string, unknown>>[]>
  /** Ids by which other tables mention the person; collected into `Person.mentions`. */
  mentions?(container: MedusaContainer, person: Person): Promise<string[]>
  /** The person's files. */
  files?(container: MedusaContainer, person: Person): Promise<PersonalFile[]>
  /** Sentences about what must end before the person can be erased: open work, money that is not settled. */
  unsettled?(container: MedusaContainer, person: Person): Promise<string[]>
  /**
   * Erases the person and returns the number of rows. May run again after an interruption: rows that are erased must no
   * longer match. `trx` commits together with the record that this table is done.
   */
  erase?(container: MedusaContainer, person: Person, trx: Knex.Transaction): Promise<number>
}

/** Where personal data of customers is, for its export and erasure. Entries run by their order: sign-ins end first. */
export const personalData = defineExtensionPoint<PersonalData>({
  name: "server.personal-data",
  key: ({ table }) => table,
})

/** Entries for tables that have no data of customers, with the reason. */
export const withoutCustomers = (why: string, tables: readonly string[]): PersonalData[] =>
  tables.map((table) => ({ table, what: "no data of customers", erasure: "none", why }))

const Row = z.record(z.string(), z.unknown())
const Sentence = z.object({ sentence: z.string() })
const Id = z.object({ id: z.string() })

/**
 * Creates `read` from SQL with the bindings `:emails`, `:customers`, `:identities`, `:orders`, `:carts` and `:mentions`, each an
 * array. The names of the columns are the names in the archive.
 */
export const readBySql =
  (statement: string): NonNullable<PersonalData["read"]> =>
  (container, person) =>
    sqlRows(knexOf(container), Row, statement, person)

/** Ids of the person's rows, from SQL with the bindings of `readBySql`. */
export const idsBySql = async (container: MedusaContainer, person: Person, statement: string): Promise<string[]> =>
  (await sqlRows(knexOf(container), Id, statement, person)).map(({ id }) => id)

/** Creates `unsettled` from SQL with the bindings of `readBySql` that returns a column `sentence`. */
export const unsettledBySql =
  (statement: string): NonNullable<PersonalData["unsettled"]> =>
  async (container, person) =>
    (await sqlRows(knexOf(container), Sentence, statement, person)).map(({ sentence }) => sentence)

/** Creates `erase` from SQL with the bindings of `readBySql`, run in the transaction of the table's record. */
export const eraseBySql =
  (...statements: readonly string[]): NonNullable<PersonalData["erase"]> =>
  async (_container, person, trx) => {
    let rows = 0
    for (const statement of statements) rows += await sqlChanges(trx, statement, person)
    return rows
  }

/**
 * SQL condition: `text` contains a proved address, or an id of the person or of something of theirs. For text that was made
 * for other purposes, such as the props of an email or the payload of a work item.
 */
export const mentionsPerson = (text: string): string =>
  `EXISTS (SELECT FROM unnest(CAST(:emails AS text[]) || CAST(:orders AS text[]) || CAST(:carts AS text[])
     || CAST(:customers AS text[]) || CAST(:identities AS text[]) || CAST(:mentions AS text[])) word
   WHERE strpos(lower(${text}), lower(word)) > 0)`
