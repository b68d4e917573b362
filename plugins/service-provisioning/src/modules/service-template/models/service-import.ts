import { model } from "@medusajs/framework/utils"

/** A CSV file of services that staff uploaded. Its lines are in `service_import_line`, which only `data/` reads. */
export default model.define("service_import", {
  id: model.id({ prefix: "simp" }).primaryKey(),
  file_name: model.text(),
  status: model.text(),
  /** The file writes numbers with a decimal comma. */
  decimal_comma: model.boolean(),
  /** Services with wrong lines are left out. */
  skip_wrong: model.boolean(),
  /** Id of the staff member or API key that uploaded it. */
  created_by: model.text().nullable(),
  checked_at: model.dateTime().nullable(),
  confirmed_at: model.dateTime().nullable(),
  completed_at: model.dateTime().nullable(),
})
