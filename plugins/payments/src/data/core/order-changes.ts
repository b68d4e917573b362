/**
 * Asks of an order (the column that holds its id) whether a change of it is open, as a part of a statement. Core makes
 * one change at a time: while an edit, return, claim, exchange or transfer is open, it refuses the credit line that a
 * refund ends with.
 */
export const changeOpenSql = (orderIdColumn: string): string =>
  `EXISTS (SELECT 1 FROM order_change open_change WHERE open_change.order_id = ${orderIdColumn}
     AND open_change.status IN ('pending', 'requested') AND open_change.deleted_at IS NULL)`
