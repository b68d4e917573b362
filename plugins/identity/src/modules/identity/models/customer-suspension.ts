import { model } from "@medusajs/framework/utils"

/** A suspension of a customer by staff: from its beginning until staff end it. At most one of a customer is open. */
export const CustomerSuspension = model.define("customer_suspension", {
  id: model.id({ prefix: "csus" }).primaryKey(),
  customer_id: model.text(),
  reason: model.text(),
  /** Staff who decided it: `user:<id>` or `api-key:<id>`. */
  suspended_by: model.text(),
  suspended_at: model.dateTime(),
  end_reason: model.text().nullable(),
  ended_by: model.text().nullable(),
  /** Null while the customer is suspended. */
  ended_at: model.dateTime().nullable(),
})
