import { clock } from "@atrium/kernel"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { SellerProfileInput } from "../contracts/seller-profile"

const Row = z.object({
  id: column.text,
  name: column.text,
  address: column.text,
  tax_id: column.text,
  email: column.text,
  number_prefix: column.text,
  locale: column.text,
  logo: column.text.nullable(),
  created_at: column.timestamp,
})
export type SellerProfileRow = z.output<typeof Row>

/** The profile that documents are issued with; null before it is filled in. */
export const currentSellerProfile = (knex: Knex): Promise<SellerProfileRow | null> =>
  sqlRow(knex, Row, "SELECT * FROM seller_profile ORDER BY created_at DESC, id DESC LIMIT 1")

/** A profile that documents were issued with. */
export const findSellerProfile = (knex: Knex, id: string): Promise<SellerProfileRow | null> =>
  sqlRow(knex, Row, "SELECT * FROM seller_profile WHERE id = ?", [id])

export const addSellerProfile = async (knex: Knex, profile: SellerProfileInput): Promise<SellerProfileRow> => {
  const row = await sqlRow(
    knex,
    Row,
    `INSERT INTO seller_profile (id, name, address, tax_id, email, number_prefix, locale, logo, created_at, updated_at)
     VALUES (:id, :name, :address, :tax_id, :email, :number_prefix, :locale, :logo, :now, :now) RETURNING *`,
    { ...profile, id: generateEntityId(undefined, "seller"), now: clock.now() }
  )
  if (!row) throw new Error("The inserted row was not returned")
  return row
}
