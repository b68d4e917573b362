import { model } from "@medusajs/framework/utils"

/** One account's part of an entry; append-only. */
export const LedgerPosting = model.define("ledger_posting", {
  entry_id: model.text().primaryKey(),
  position: model.number().primaryKey(),
  account_id: model.text(),
  currency_code: model.text(),
  /** Whole minor units, as text; positive raises the account's balance. */
  amount: model.text(),
})
