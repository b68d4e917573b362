import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { staffErrors } from "../contracts/errors"
import { DEFAULT_REFUND_LIMITS, type StaffSettingsOut, type UpdateStaffSettings } from "../contracts/settings"
import { readSettings, writeSettings } from "../data/settings"
import { recordAudit } from "./audit-trail"
import { clearStaffCache, type Staff } from "./staff-of-request"

export const retrieveSettings = async (knex: Knex): Promise<StaffSettingsOut> => ({
  ...(await readSettings(knex)),
  default_refund_limits: DEFAULT_REFUND_LIMITS,
})

/** Only staff with two-step verification can require it from everyone, so that nobody locks themselves out. */
export const changeSettings = async (
  knex: Knex,
  actor: Staff,
  change: UpdateStaffSettings
): Promise<{ before: StaffSettingsOut; after: StaffSettingsOut }> => {
  if (change.require_two_step && !(actor.type === "user" && actor.twoStep)) throw staffErrors.fail("two_step_first")
  const before = await retrieveSettings(knex)
  await knex.transaction(async (trx) => {
    await writeSettings(trx, {
      ...(change.require_two_step === undefined ? {} : { require_two_step: change.require_two_step }),
      ...(change.refund_limits === undefined ? {} : { refund_limits: change.refund_limits }),
    })
    await recordAudit(trx, { action: "staff.settings_changed", before, after: { ...before, ...change } })
  })
  clearStaffCache()
  return { before, after: await retrieveSettings(knex) }
}
