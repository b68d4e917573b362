import { model } from "@medusajs/framework/utils"

/** Money that the shop sent back. Its id is the refund's key, so that one refund is made once. */
export const BankTransferRefund = model.define("acme_bank_transfer_refund", {
  id: model.text().primaryKey(),
  transfer_id: model.text(),
  /** Whole minor units, as text. */
  amount: model.text(),
})
