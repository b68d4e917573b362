import { model } from "@medusajs/framework/utils"

/** A verification or recovery code that someone has tried, so that it is not taken twice. Pruned once it is worth nothing. */
export const SpentCode = model.define("spent_code", {
  id: model.id({ prefix: "scod" }).primaryKey(),
  /** Of the code and its identity. */
  code_hash: model.text(),
  expires_at: model.dateTime(),
})
