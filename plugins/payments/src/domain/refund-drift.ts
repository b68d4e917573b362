import { roundToMinorUnits } from "@atrium/kernel"

/**
 * Refunds in three books: the gateway's, Medusa's refund rows, and the order's transactions. The gateway is the source of
 * truth; the rows follow it, and the transactions follow the rows (R12, R14).
 */
export type BookedRefund = { readonly id: string; readonly amount: string }
export type BookedTransaction = { readonly id: string; readonly reference_id: string | null; readonly amount: string }

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** The sum of refunds in minor units. Amounts are decimal text in major units. */
export const bookedMinorUnits = (refunds: readonly Pick<BookedRefund, "amount">[], currencyCode: string): bigint =>
  sum(refunds.map(({ amount }) => roundToMinorUnits(amount, currencyCode)))

/** Refunds at the gateway whose rows are missing: core removed them because the gateway's response was lost. */
export const lostRefunds = <Refund extends { readonly refundId: string | null }>(
  made: readonly Refund[],
  booked: readonly BookedRefund[]
): Refund[] => made.filter(({ refundId }) => refundId !== null && !booked.some(({ id }) => id === refundId))

export type TransactionRepair = {
  /** Transactions without a refund, or with another amount. */
  readonly remove: readonly string[]
  /** Refunds whose transaction is missing. */
  readonly add: readonly BookedRefund[]
}

/**
 * Changes that make an order's refund transactions match its refund rows. Core writes one transaction per row, which
 * references the row. A cancellation writes one per payment, which references the payment, for everything it requested,
 * whether or not the gateway refunded it. If that does not match the rows, each row gets a separate transaction.
 */
export const transactionRepair = (
  books: {
    readonly payments: readonly string[]
    readonly refunds: readonly (BookedRefund & { readonly payment_id: string })[]
    readonly transactions: readonly BookedTransaction[]
  },
  currencyCode: string
): TransactionRepair => {
  const minor = (amount: string) => roundToMinorUnits(amount, currencyCode)
  const rows = new Map(books.refunds.map((refund) => [refund.id, refund]))
  const recorded = new Set<string>()
  const remove: string[] = []
  const ofCancellations = new Map<string, BookedTransaction[]>(books.payments.map((id) => [id, []]))
  for (const transaction of books.transactions) {
    const { id, reference_id, amount } = transaction
    const row = rows.get(reference_id ?? "")
    const canceled = ofCancellations.get(reference_id ?? "")
    if (row && minor(row.amount) === -minor(amount) && !recorded.has(row.id)) recorded.add(row.id)
    else if (canceled) canceled.push(transaction)
    else if (row || (reference_id ?? "").startsWith("ref_")) remove.push(id)
  }
  const add: BookedRefund[] = []
  for (const [payment, canceled] of ofCancellations) {
    const unrecorded = books.refunds.filter(({ id, payment_id }) => payment_id === payment && !recorded.has(id))
    if (bookedMinorUnits(unrecorded, currencyCode) === -bookedMinorUnits(canceled, currencyCode)) continue
    remove.push(...canceled.map(({ id }) => id))
    add.push(...unrecorded.map(({ id, amount }) => ({ id, amount })))
  }
  return { remove, add }
}
