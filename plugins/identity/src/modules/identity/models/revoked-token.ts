import { model } from "@medusajs/framework/utils"

/** A token that was signed out before its time. Pruned once it would have expired anyway. */
export const RevokedToken = model.define("revoked_token", {
  id: model.id({ prefix: "rtok" }).primaryKey(),
  token_hash: model.text(),
  expires_at: model.dateTime(),
})
