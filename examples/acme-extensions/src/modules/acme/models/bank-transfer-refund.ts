import { model } from "@medusajs/framework/utils"

/** A refund of a transfer. Its ID is the refund's idempotency key. */
export const BankTransferRefund = model.define("acme_bank_transfer_refund", {
  id: model.text().primaryKey(),
  transfer_id: model.text(),
  /** Minor units, as text. */
  amount: model.text(),
})
