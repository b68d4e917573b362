import { ORDER_PROGRESS_WORDS, type OrderProgress, type OrderProgressOut } from "../contracts/order-progress"

type Money = {
  readonly paid_in_full: boolean
  /** In major units, as decimal text. `cost`: without what refunds took off; `refunded`: so far. */
  readonly cost: string
  readonly captured: string
  readonly refunded: string
  readonly currency_code: string
}

/** What an order's payment is called. Money that came and went is a refund, whatever the order costs by now. */
export const orderPayment = ({
  paid_in_full,
  cost,
  captured,
  refunded,
}: Money): OrderProgressOut["payment"]["status"] => {
  if (Number(refunded) > 0) return Number(refunded) >= Number(captured) ? "refunded" : "partially_refunded"
  if (Number(cost) <= 0 && Number(captured) <= 0) return "free"
  return paid_in_full ? "paid" : "unpaid"
}

/** An order as Admin's list has it. */
export const toOrderProgress = (
  row: { readonly order_id: string; readonly progress: OrderProgress; readonly since: Date; readonly placed_at: Date },
  buyer: {
    readonly reference: string
    readonly customer_id: string | null
    readonly name: string
    readonly email: string | null
  },
  money: Money
): OrderProgressOut => ({
  id: row.order_id,
  reference: buyer.reference,
  customer: { id: buyer.customer_id, name: buyer.name, email: buyer.email },
  progress: row.progress,
  progress_label: ORDER_PROGRESS_WORDS[row.progress].label,
  since: row.since.toISOString(),
  placed_at: row.placed_at.toISOString(),
  payment: {
    status: orderPayment(money),
    total: Number(money.cost),
    refunded: Number(money.refunded),
    currency_code: money.currency_code,
  },
})
