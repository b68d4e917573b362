import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const SettingsRow = z.object({
  require_two_step: z.boolean(),
  refund_limits: z.record(z.string(), z.number().nullable()),
})
export type SettingsRow = z.infer<typeof SettingsRow>

export const readSettings = async (knex: Knex | Knex.Transaction): Promise<SettingsRow> =>
  SettingsRow.parse(
    await knex("staff_setting").select("require_two_step", "refund_limits").where({ id: "shop" }).first()
  )

export const writeSettings = async (knex: Knex | Knex.Transaction, change: Partial<SettingsRow>): Promise<void> => {
  await knex("staff_setting")
    .where({ id: "shop" })
    .update({
      ...change,
      ...(change.refund_limits ? { refund_limits: JSON.stringify(change.refund_limits) } : {}),
      updated_at: clock.now(),
    })
}
