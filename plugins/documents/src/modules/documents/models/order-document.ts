import { model } from "@medusajs/framework/utils"

/** A receipt, an invoice or a credit note. Its facts never change. */
export const OrderDocument = model.define("order_document", {
  id: model.text().primaryKey(),
  kind: model.enum(["receipt", "invoice", "credit_note"]),
  year: model.number(),
  sequence: model.number(),
  number: model.text(),
  order_id: model.text(),
  /** The order, or the refund of a credit note. */
  subject_id: model.text(),
  seller_profile_id: model.text(),
  currency_code: model.text(),
  facts: model.json(),
  /** The rendered PDF in private storage. */
  file_key: model.text().nullable(),
  issued_at: model.dateTime(),
})
