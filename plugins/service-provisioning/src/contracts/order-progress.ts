import { idText, listOf, orderQuery, pageQuery, type RouteSpec, safeText } from "@atrium/kernel"
import { z } from "zod"

import { dateTime } from "./date-time"

/** How far an order is, computed from its requests and shipments, with the texts that customers read. */
export const ORDER_PROGRESS_WORDS = {
  received: {
    label: "Received",
    description: "We have received your order.",
    next_step: "We start on it and keep you posted by email.",
    final: false,
  },
  processing: {
    label: "In progress",
    description: "We are working on your order.",
    next_step: "We finish what is left of your order, and send what is not sent yet.",
    final: false,
  },
  completed: {
    label: "Completed",
    description: "Everything in your order is done.",
    next_step: null,
    final: true,
  },
  canceled: {
    label: "Canceled",
    description: "This order was canceled.",
    next_step: null,
    final: true,
  },
} as const

export type OrderProgress = keyof typeof ORDER_PROGRESS_WORDS

export const ORDER_PROGRESS = ["received", "processing", "completed", "canceled"] as const satisfies OrderProgress[]

/** Money of an order: `free` when nothing has to be paid. */
export const ORDER_PAYMENTS = ["unpaid", "paid", "partially_refunded", "refunded", "free"] as const

/** An order in Admin's list. Amounts in major units. */
export const OrderProgressOut = z.strictObject({
  /** The order's. */
  id: z.string(),
  reference: z.string(),
  customer: z.strictObject({ id: z.string().nullable(), name: z.string(), email: z.string().nullable() }),
  progress: z.enum(ORDER_PROGRESS),
  progress_label: z.string(),
  /** When it got there. */
  since: z.string(),
  placed_at: z.string(),
  payment: z.strictObject({
    status: z.enum(ORDER_PAYMENTS),
    /** What the order costs now. */
    total: z.number(),
    refunded: z.number(),
    currency_code: z.string(),
  }),
})
export type OrderProgressOut = z.infer<typeof OrderProgressOut>

/** Filters of `GET /admin/order-progress`. A date without time in `$lte` means the whole day, UTC. */
export const ListOrderProgress = z.strictObject({
  /** The whole reference or email address; for an order with services also a part of a name, address or service. */
  q: safeText({ max: 200 }).optional(),
  progress: listOf(z.enum(ORDER_PROGRESS, { error: `Choose one of ${ORDER_PROGRESS.join(", ")}` })).optional(),
  order_id: idText.optional(),
  customer_id: idText.optional(),
  placed_at: z.strictObject({ $gte: dateTime.optional(), $lte: dateTime.optional() }).optional(),
  order: orderQuery(["placed_at", "since"], "-placed_at"),
  ...pageQuery,
})
export type ListOrderProgress = z.infer<typeof ListOrderProgress>

export const orderProgressRoutes = {
  "GET /admin/order-progress": {
    actor: "staff",
    owner: null,
    summary: "Orders and how far they are, by progress, date and customer",
    query: ListOrderProgress,
    response: {
      200: z.strictObject({
        orders: z.array(OrderProgressOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
    rateLimit: "admin",
  },
} as const satisfies Record<string, RouteSpec>
