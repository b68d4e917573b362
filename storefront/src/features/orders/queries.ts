import "server-only"
import { z } from "zod"

import { callShop, isApiError } from "@/lib/medusa"
import { cache } from "react"

const Order = z.object({
  id: z.string(),
  custom_display_id: z.string().nullish(),
  created_at: z.string(),
  status: z.string(),
  payment_status: z.string().nullish(),
  total: z.number(),
  currency_code: z.string(),
})

const OrderList = z.object({ orders: z.array(Order), count: z.number() })

const OrderDetail = z.object({
  order: Order.extend({
    tax_total: z.number().nullish(),
    discount_total: z.number().nullish(),
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string().nullish(),
        product_title: z.string().nullish(),
        variant_title: z.string().nullish(),
        quantity: z.number(),
        unit_price: z.number(),
        total: z.number(),
      })
    ),
  }),
})

export type OrderView = {
  id: string
  reference: string
  date: string
  status_label: string
  total: number
  currency_code: string
}
export type OrderLine = { id: string; title: string; tier: string; quantity: number; unit_price: number; total: number }
export type OrderDetailView = OrderView & { lines: OrderLine[]; tax_total: number; discount_total: number }

export const ORDERS_PER_PAGE = 10

/** Returns one page of the customer's orders, newest first. */
export const listOrders = async (
  token: string,
  { offset = 0, limit = ORDERS_PER_PAGE }: { offset?: number; limit?: number } = {}
): Promise<{ orders: OrderView[]; count: number }> => {
  const { data } = await callShop({
    path: "/store/orders",
    query: {
      fields: "id,custom_display_id,created_at,status,payment_status,total,currency_code",
      order: "-created_at",
      limit,
      offset,
    },
    response: OrderList,
    token,
  })
  return { orders: data.orders.map(toOrder), count: data.count }
}

/** Returns one of the customer's orders, or undefined when it doesn't exist or belongs to another customer. */
export const findOrder = cache(async (token: string, id: string): Promise<OrderDetailView | undefined> => {
  try {
    const { data } = await callShop({
      path: `/store/orders/${encodeURIComponent(id)}`,
      query: {
        fields:
          "id,custom_display_id,created_at,status,payment_status,total,tax_total,discount_total,currency_code,*items",
      },
      response: OrderDetail,
      token,
    })
    const { items, tax_total, discount_total, ...order } = data.order
    return {
      ...toOrder(order),
      tax_total: tax_total ?? 0,
      discount_total: discount_total ?? 0,
      lines: items.map((item) => ({
        id: item.id,
        title: item.product_title ?? item.title ?? "Service",
        tier: item.variant_title ?? "",
        quantity: item.quantity,
        unit_price: item.unit_price,
        total: item.total,
      })),
    }
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})

const toOrder = (order: z.infer<typeof Order>): OrderView => ({
  id: order.id,
  reference: order.custom_display_id ?? order.id,
  date: order.created_at,
  status_label: orderStatusLabel(order.status, order.payment_status ?? null),
  total: order.total,
  currency_code: order.currency_code,
})

const PAYMENT_LABELS: Readonly<Record<string, string>> = {
  authorized: "Payment confirmed",
  captured: "Paid",
  partially_captured: "Partially paid",
  partially_refunded: "Partially refunded",
  refunded: "Refunded",
}

/** The status label a customer sees: canceled or completed, otherwise the payment status. */
export const orderStatusLabel = (status: string, paymentStatus: string | null): string => {
  if (status === "canceled") return "Canceled"
  if (status === "completed") return "Completed"
  return PAYMENT_LABELS[paymentStatus ?? ""] ?? "Waiting for payment"
}
