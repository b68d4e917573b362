import { model } from "@medusajs/framework/utils"

import { COMMISSION_STATUSES } from "../../../contracts/statuses"

/** A status a commission had; append-only. */
export const CommissionHistory = model.define("commission_history", {
  id: model.text().primaryKey(),
  /** Orders the rows of one moment; a number as text. */
  sequence: model.text(),
  commission_id: model.text(),
  old_status: model.enum([...COMMISSION_STATUSES]).nullable(),
  new_status: model.enum([...COMMISSION_STATUSES]),
  actor_type: model.text(),
  actor_id: model.text().nullable(),
  reason: model.text().nullable(),
  request_id: model.text().nullable(),
})
