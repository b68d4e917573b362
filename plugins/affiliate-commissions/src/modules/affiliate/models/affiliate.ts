import { model } from "@medusajs/framework/utils"

import { AFFILIATE_STATUSES } from "../../../contracts/statuses"
import { AffiliateProgramme } from "./affiliate-programme"

/** A customer who recommends the shop with their code. */
export const Affiliate = model.define("affiliate", {
  id: model.text().primaryKey(),
  programme: model.belongsTo(() => AffiliateProgramme, { mappedBy: "affiliates" }),
  customer_id: model.text(),
  code: model.text(),
  status: model.enum([...AFFILIATE_STATUSES]),
})
