import { clock } from "@atrium/kernel"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { ConsultationSettings } from "../contracts/consultations"

const SettingsRow = z.object({
  product_id: column.text,
  offered: column.boolean,
  minutes: column.integer,
  notice_hours: column.integer,
  horizon_days: column.integer,
  buffer_minutes: column.integer,
  place: column.text,
  updated_at: column.timestamp,
})
export type SettingsRow = z.output<typeof SettingsRow>

/** The settings of a service; null when staff never set them. */
export const findSettings = (knex: Knex, productId: string): Promise<SettingsRow | null> =>
  sqlRow(knex, SettingsRow, "SELECT * FROM consultation_setting WHERE product_id = ? AND deleted_at IS NULL", [
    productId,
  ])

export const writeSettings = async (
  knex: Knex,
  productId: string,
  settings: ConsultationSettings
): Promise<SettingsRow> => {
  const row = await sqlRow(
    knex,
    SettingsRow,
    `INSERT INTO consultation_setting (id, product_id, offered, minutes, notice_hours, horizon_days, buffer_minutes, place,
       created_at, updated_at)
     VALUES (:id, :productId, :offered, :minutes, :notice_hours, :horizon_days, :buffer_minutes, :place, :now, :now)
     ON CONFLICT (product_id) DO UPDATE SET offered = excluded.offered, minutes = excluded.minutes,
       notice_hours = excluded.notice_hours, horizon_days = excluded.horizon_days,
       buffer_minutes = excluded.buffer_minutes, place = excluded.place, updated_at = excluded.updated_at
     RETURNING *`,
    { ...settings, id: generateEntityId(undefined, "cset"), productId, now: clock.now() }
  )
  if (!row) throw new Error("The settings were not written")
  return row
}
