import { buy, type Shop } from "@atrium/test-kit"

export type Bought = { order_id: string; payment_id: string; amount: number }

type Order = { order: { payment_collections: { payments: { id: string; amount: number }[] }[] } }

/** An order that is paid and captured, in rupees. */
export const buyTier = async ({ api, drainWork }: Shop): Promise<Bought> => {
  const { order } = await buy(api)
  const order_id = order.id
  await drainWork()
  const answer = await api.admin.get<Order>(`/admin/orders/${order_id}?fields=payment_collections.payments.*`)
  const payment = answer.body.order.payment_collections[0]?.payments[0]
  if (!payment) throw new Error("The order has no payment")
  return { order_id, payment_id: payment.id, amount: payment.amount }
}
