import { model } from "@medusajs/framework/utils"

/**
 * The models let `query.graph` and links read the ledger. Entries are written by `postEntries` (tx) alone; the database
 * refuses every other change. Keys, checks and triggers are in the migrations.
 */
export const LedgerAccount = model.define("ledger_account", {
  id: model.text().primaryKey(),
  owner_type: model.text(),
  owner_id: model.text(),
  purpose: model.text(),
  currency_code: model.text(),
  guarded: model.boolean(),
  /** Whole minor units, as text: a JavaScript number would lose digits. */
  balance: model.text(),
})
