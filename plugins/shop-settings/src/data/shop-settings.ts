import { clock } from "@atrium/kernel"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { ShopSettings } from "../contracts"

const Row = z.object({
  name: column.text,
  tagline: column.text,
  description: column.text,
  logo_url: column.text.nullable(),
  accent_color: column.text.nullable(),
  hero_title: column.text,
  hero_text: column.text,
  support_email: column.text,
  support_phone: column.text,
  social_links: z.array(z.object({ label: z.string(), url: z.string() })),
  version: column.integer,
  updated_at: column.timestamp,
})
export type ShopSettingsRow = z.output<typeof Row>

/** The table has one row at most. */
const ID = "shop"

export const findShopSettings = (knex: Knex): Promise<ShopSettingsRow | null> =>
  sqlRow(knex, Row, "SELECT * FROM shop_setting WHERE id = ?", [ID])

/** Saves the settings as the version after `version`; null when the stored one is another. */
export const writeShopSettings = (
  knex: Knex,
  { social_links, ...settings }: ShopSettings,
  version: number
): Promise<ShopSettingsRow | null> => {
  const bindings = {
    ...settings,
    social_links: JSON.stringify(social_links),
    id: ID,
    expected: version,
    now: clock.now(),
  }
  const sql =
    version === 0
      ? `INSERT INTO shop_setting (id, name, tagline, description, logo_url, accent_color, hero_title, hero_text,
           support_email, support_phone, social_links, version, created_at, updated_at)
         VALUES (:id, :name, :tagline, :description, :logo_url, :accent_color, :hero_title, :hero_text,
           :support_email, :support_phone, CAST(:social_links AS jsonb), 1, :now, :now)
         ON CONFLICT (id) DO NOTHING RETURNING *`
      : `UPDATE shop_setting SET name = :name, tagline = :tagline, description = :description, logo_url = :logo_url,
           accent_color = :accent_color, hero_title = :hero_title, hero_text = :hero_text,
           support_email = :support_email, support_phone = :support_phone,
           social_links = CAST(:social_links AS jsonb), version = version + 1, updated_at = :now
         WHERE id = :id AND version = :expected RETURNING *`
  return sqlRow(knex, Row, sql, bindings)
}
