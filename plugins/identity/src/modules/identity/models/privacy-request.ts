import { model } from "@medusajs/framework/utils"

/** A person's request to export or erase their data. */
export const PrivacyRequest = model.define("privacy_request", {
  id: model.id({ prefix: "prrq" }).primaryKey(),
  kind: model.text(),
  status: model.text(),
  origin: model.text(),
  /** Null once the person is erased and knows it. */
  email: model.text().nullable(),
  customer_id: model.text().nullable(),
  /** What the person wrote to staff. */
  reason: model.text().nullable(),
  /** The hash of the link's token: of the confirmation, then of the archive. */
  token_hash: model.text().nullable(),
  requested_at: model.dateTime(),
  link_expires_at: model.dateTime(),
  confirmed_at: model.dateTime().nullable(),
  completed_at: model.dateTime().nullable(),
  /** Keys of the person's rows, while the request runs. */
  person: model.json().nullable(),
  refusals: model.json(),
  /** Rows that the check after an erasure found. */
  remaining: model.json(),
  archive_expires_at: model.dateTime().nullable(),
  /** Staff who asked for an erasure: `user:<id>` or `api-key:<id>`. */
  asked_by: model.text().nullable(),
  /** The second person who confirmed it. */
  confirmed_by: model.text().nullable(),
})
