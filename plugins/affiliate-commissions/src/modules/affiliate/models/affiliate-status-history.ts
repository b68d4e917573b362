import { model } from "@medusajs/framework/utils"

import { AFFILIATE_STATUSES } from "../../../contracts/statuses"

/** A status an affiliate had; append-only. */
export const AffiliateStatusHistory = model.define("affiliate_status_history", {
  id: model.text().primaryKey(),
  /** Orders the rows of one moment; a number as text. */
  sequence: model.text(),
  affiliate_id: model.text(),
  old_status: model.enum([...AFFILIATE_STATUSES]).nullable(),
  new_status: model.enum([...AFFILIATE_STATUSES]),
  actor_type: model.text(),
  actor_id: model.text().nullable(),
  reason: model.text().nullable(),
})
