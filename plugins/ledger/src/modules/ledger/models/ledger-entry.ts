import { model } from "@medusajs/framework/utils"

/** Something that happened, once; append-only. */
export const LedgerEntry = model.define("ledger_entry", {
  id: model.text().primaryKey(),
  key: model.text(),
  input_hash: model.text(),
  kind: model.text(),
  source_type: model.text(),
  source_id: model.text(),
  description: model.text(),
  posting_count: model.number(),
  metadata: model.json().nullable(),
  request_id: model.text().nullable(),
  occurred_at: model.dateTime(),
})
