import { clock } from "@atrium/kernel"
import { checkedRows, column, encryptedTable, indexesOf, openedRow, sealColumns, sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { DraftPlan, DraftValues } from "../contracts/checkout-drafts"
import { draftExpiry, typedEmail } from "../domain/checkout-draft"

type Sql = Knex | Knex.Transaction

const TABLE = "checkout_draft"

const lowerCase = (email: string): string => email.trim().toLowerCase()

/** The encrypted columns, for the rotation of keys. */
export const encryptedDrafts = encryptedTable({
  table: TABLE,
  columns: { entered: "text", email: "text" },
  indexes: { email_index: { of: "email", normalize: lowerCase } },
})

const Row = z.object({
  id: column.text,
  cart_id: column.text.nullable(),
  plan: DraftPlan.nullable(),
  purchase_id: column.text.nullable(),
  customer_id: column.text.nullable(),
  entered: column.text,
  email: column.text.nullable(),
  remind: column.boolean,
  reminded_at: column.timestamp.nullable(),
  version: column.integer,
  expires_at: column.timestamp,
  created_at: column.timestamp,
  updated_at: column.timestamp,
})

export type DraftRow = Omit<z.infer<typeof Row>, "entered" | "email"> & {
  readonly values: DraftValues
  readonly email: string | null
}

const StoredDraft = openedRow(encryptedDrafts, Row)

const present = ({ entered, ...row }: z.infer<typeof Row>): DraftRow => ({
  ...row,
  values: DraftValues.parse(JSON.parse(entered)),
})

const sealedEmail = (id: string, email: string | undefined) =>
  email === undefined ? {} : sealColumns(encryptedDrafts, id, { email: lowerCase(email) })

const sealed = (id: string, values: DraftValues) => ({
  ...sealColumns(encryptedDrafts, id, { entered: JSON.stringify(values) }),
  ...sealedEmail(id, typedEmail(values)),
})

/** The hashes by which the drafts of these addresses are found. */
export const draftIndexesOf = (emails: readonly string[]): string[] =>
  emails.flatMap((email) => indexesOf(encryptedDrafts, "email_index", email))

/** A draft by its own id, or the one of a cart. */
export type DraftName = { readonly id: string } | { readonly cart_id: string }

/** Reads a draft that has not expired. `lock`: until the transaction ends. */
export const findDraft = async (sql: Sql, name: DraftName, { lock = false } = {}): Promise<DraftRow | undefined> => {
  const query = sql(TABLE).where(name).where("expires_at", ">", clock.now()).select("*")
  const rows: unknown = await (lock ? query.forUpdate() : query)
  return checkedRows(StoredDraft, rows).map(present)[0]
}

export type NewDraft = {
  readonly cart_id: string | null
  readonly plan: DraftPlan | null
  readonly customer_id: string | null
  readonly values: DraftValues
  readonly remind: boolean
}

/** Saves the first version. Undefined when the cart has a draft already. One that expired is replaced. */
export const insertDraft = async (sql: Sql, { values, plan, ...draft }: NewDraft): Promise<DraftRow | undefined> => {
  const now = clock.now()
  const id = generateEntityId(undefined, "cdr")
  if (draft.cart_id !== null) await sql(TABLE).where({ cart_id: draft.cart_id }).where("expires_at", "<=", now).delete()
  const rows: unknown = await sql(TABLE)
    .insert({
      ...draft,
      ...sealed(id, values),
      id,
      plan: plan === null ? null : JSON.stringify(plan),
      version: 1,
      expires_at: draftExpiry(now),
      created_at: now,
      updated_at: now,
    })
    .onConflict("cart_id")
    .ignore()
    .returning("*")
  return checkedRows(StoredDraft, rows).map(present)[0]
}

export type DraftChange = {
  readonly values: DraftValues
  readonly remind?: boolean | undefined
  readonly customer_id?: string | undefined
  readonly purchase_id?: string | undefined
  readonly plan?: DraftPlan | undefined
}

/** Saves the next version of a draft. Undefined when its version is another one by now. */
export const updateDraft = async (
  sql: Sql,
  { id, version }: { id: string; version: number },
  { values, plan, ...change }: DraftChange
): Promise<DraftRow | undefined> => {
  const now = clock.now()
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const rows: unknown = await sql(TABLE)
    .where({ id, version })
    .update({
      ...given,
      ...sealed(id, values),
      ...(plan ? { plan: JSON.stringify(plan) } : {}),
      version: version + 1,
      expires_at: draftExpiry(now),
      updated_at: now,
    })
    .returning("*")
  return checkedRows(StoredDraft, rows).map(present)[0]
}

/** Records the address that a link was sent to, if none was typed. */
export const noteDraftEmail = async (sql: Sql, id: string, email: string): Promise<void> => {
  await sql(TABLE).where({ id }).whereNull("email").update(sealedEmail(id, email))
}

export const deleteDraft = async (sql: Sql, id: string): Promise<void> => {
  await sql(TABLE).where({ id }).delete()
}

/** Gives the draft of a cart to the cart that it was moved into, unless that one has a draft. */
export const moveDraft = (sql: Sql, { from, to }: { from: string; to: string }): Promise<number> =>
  sqlChanges(
    sql,
    `UPDATE checkout_draft SET cart_id = :to WHERE cart_id = :from
       AND NOT EXISTS (SELECT FROM checkout_draft other WHERE other.cart_id = :to)`,
    { from, to }
  )

const Due = z.object({ id: column.text, cart_id: column.text.nullable() })

/**
 * Marks up to `most` drafts that no one changed since `before`, and that may be reminded of, as reminded, and returns them.
 * Two processes never get the same one.
 */
export const takeAbandoned = async (
  trx: Knex.Transaction,
  { before, most }: { before: Date; most: number }
): Promise<z.infer<typeof Due>[]> => {
  const now = clock.now()
  const due = trx(TABLE)
    .where("remind", true)
    .whereNull("reminded_at")
    .whereNotNull("email")
    .where("updated_at", "<", before)
    .where("expires_at", ">", now)
    .orderBy("updated_at")
    .limit(most)
    .forUpdate()
    .skipLocked()
    .select("id")
  const rows: unknown = await trx(TABLE).whereIn("id", due).update({ reminded_at: now }).returning(["id", "cart_id"])
  return checkedRows(Due, rows)
}
