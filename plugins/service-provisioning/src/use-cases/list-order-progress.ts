import { orderMoney } from "@atrium/payments/use-cases"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ListOrderProgress, OrderProgressOut } from "../contracts/order-progress"
import { buyersOfOrders } from "../data/core/order-progress"
import { listProgress } from "../data/order-progress"
import { dayEnd } from "../domain/day-range"
import { toOrderProgress } from "../domain/present-order"

type Page = { orders: OrderProgressOut[]; count: number; offset: number; limit: number }

/** Orders as Admin lists them. Four statements, two more for a search. */
export const listOrderProgress = async (container: MedusaContainer, query: ListOrderProgress): Promise<Page> => {
  const { order, limit, offset, placed_at: placed, ...filter } = query
  const knex = knexOf(container)
  const from = placed?.$gte === undefined ? undefined : new Date(placed.$gte)
  const to = placed?.$lte === undefined ? undefined : dayEnd(placed.$lte)
  const { rows, count } = await listProgress(knex, { ...filter, from, to }, { order, limit, offset })
  const ids = rows.map((row) => row.order_id)
  const [buyers, money] = await Promise.all([buyersOfOrders(knex, ids), orderMoney(knex, ids)])
  const buyerOf = new Map(buyers.map((buyer) => [buyer.order_id, buyer]))
  const moneyOf = new Map(money.map((each) => [each.order_id, each]))
  const orders = rows.flatMap((row) => {
    const buyer = buyerOf.get(row.order_id)
    const paid = moneyOf.get(row.order_id)
    return buyer && paid ? [toOrderProgress(row, buyer, paid)] : []
  })
  return { orders, count, offset, limit }
}
