import { model } from "@medusajs/framework/utils"

/** The terms of a rule from `valid_from` on, until its next version; never changes. */
export const CommissionRuleVersion = model.define("commission_rule_version", {
  id: model.text().primaryKey(),
  rule_id: model.text(),
  number: model.number(),
  kind: model.text(),
  config: model.json(),
  /** Written by the database, from the configuration of a percentage. */
  rate_bp: model.number().nullable(),
  active: model.boolean().default(true),
  created_by: model.text().nullable(),
  valid_from: model.dateTime(),
})
