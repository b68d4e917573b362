import { earlierAddresses } from "../email-changes"
import { type Person, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Id = z.object({ id: z.string() })
const Email = z.object({ email: z.string() })

const ids = async (knex: Knex, sql: string, bindings: Readonly<Record<string, string[]>>): Promise<string[]> =>
  (await sqlRows(knex, Id, sql, bindings)).map(({ id }) => id)

// Deleted accounts too: their rows are still there.
const CUSTOMERS = `SELECT id FROM customer WHERE lower(email) = ANY(:emails) ORDER BY id`

/** An earlier address counts unless it is another account's by now. */
const FREE_ADDRESSES = `
  SELECT address AS email FROM unnest(CAST(:emails AS text[])) address
  WHERE NOT EXISTS (SELECT FROM customer WHERE lower(email) = address AND has_account AND deleted_at IS NULL
    AND NOT id = ANY(:customers))`

const IDENTITIES = `
  SELECT login.auth_identity_id AS id FROM provider_identity login WHERE lower(login.entity_id) = ANY(:emails)
  UNION SELECT identity.id FROM auth_identity identity
  WHERE identity.app_metadata ->> 'customer_id' = ANY(:customers)`

// Anyone can enter any address at the checkout: what belongs to another account is not this person's.
const owned = (table: string) => `
  SELECT id FROM ${table} owned
  WHERE customer_id = ANY(:customers)
    OR (lower(email) = ANY(:emails) AND NOT EXISTS (SELECT FROM customer other
      WHERE other.id = owned.customer_id AND other.has_account AND NOT other.id = ANY(:customers)))
  ORDER BY id`

const CARTS_OF_ORDERS = `SELECT cart_id AS id FROM order_cart WHERE order_id = ANY(:orders) AND deleted_at IS NULL`

const unique = (values: readonly string[]): string[] => [...new Set(values)]

/** The person's addresses that are not another account's by now. */
export const freeAddresses = async (
  knex: Knex,
  { emails, customers }: Pick<Person, "emails" | "customers">
): Promise<string[]> => (await sqlRows(knex, Email, FREE_ADDRESSES, { emails, customers })).map(({ email }) => email)

/** Finds the rows of the person who has this address. `mentions` is still empty. */
export const findPerson = async (knex: Knex, email: string): Promise<Person> => {
  const address = email.toLowerCase()
  const accounts = await ids(knex, CUSTOMERS, { emails: [address] })
  const earlier = await earlierAddresses(knex, accounts)
  const free = await freeAddresses(knex, { emails: earlier, customers: accounts })
  const emails = unique([address, ...free])
  const customers = unique([...accounts, ...(await ids(knex, CUSTOMERS, { emails }))])
  const keys = { emails, customers }
  const identities = await ids(knex, IDENTITIES, keys)
  const orders = await ids(knex, owned(`"order"`), keys)
  const carts = unique([...(await ids(knex, owned("cart"), keys)), ...(await ids(knex, CARTS_OF_ORDERS, { orders }))])
  return { ...keys, identities, orders, carts, mentions: [] }
}

/** The address of a customer's account. */
export const emailOfCustomer = async (knex: Knex, customerId: string): Promise<string | undefined> =>
  (
    await sqlRow(knex, Email, "SELECT email FROM customer WHERE id = ? AND has_account AND deleted_at IS NULL", [
      customerId,
    ])
  )?.email
