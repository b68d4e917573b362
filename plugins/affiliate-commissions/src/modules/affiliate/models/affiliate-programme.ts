import { model } from "@medusajs/framework/utils"

import { Affiliate } from "./affiliate"

/**
 * The models let `query.graph`, links and lists read affiliates and commissions. What has a promise behind it is written
 * by the functions in `data/`; keys, checks and triggers are in the migrations.
 */
export const AffiliateProgramme = model.define("affiliate_programme", {
  id: model.text().primaryKey(),
  name: model.text(),
  /** Whether it takes new affiliates. */
  open: model.boolean().default(true),
  is_default: model.boolean().default(false),
  affiliates: model.hasMany(() => Affiliate, { mappedBy: "programme" }),
})
