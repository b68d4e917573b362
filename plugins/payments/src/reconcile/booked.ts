/**
 * Asks of a payment (the name it has in the statement) whether its money is taken and the order's transactions say so: a
 * part of a statement. Core writes the transaction after the payment, and nothing that follows the money may look at the
 * order in between.
 */
export const bookedSql = (payment: string): string =>
  `(${payment}.captured_at IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM capture taken WHERE taken.payment_id = ${payment}.id AND taken.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM order_transaction told
         WHERE told.reference = 'capture' AND told.reference_id = taken.id AND told.deleted_at IS NULL)))`
