import { model } from "@medusajs/framework/utils"

/** A sign-in of an account, for the list that its owner sees. Pruned once its token has expired. */
export const SignIn = model.define("sign_in", {
  id: model.id({ prefix: "sgin" }).primaryKey(),
  identity_id: model.text(),
  actor_type: model.text(),
  /** Of its token; a session has the token it was created from. */
  token_hash: model.text(),
  /** The sign-in epoch of its token: rows of an older epoch have ended. */
  epoch: model.text().nullable(),
  browser: model.text().nullable(),
  system: model.text().nullable(),
  first_seen_at: model.dateTime(),
  /** Updated every few minutes. */
  last_seen_at: model.dateTime(),
  expires_at: model.dateTime(),
})
