import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { rewriteResponse } from "./gateway-secrets"

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const withoutNumber = (order: unknown): unknown =>
  isRecord(order) ? Object.fromEntries(Object.entries(order).filter(([field]) => field !== "display_id")) : order

/** An answer with core's orders, without core's running number of any of them. */
export const withoutRunningNumbers = (body: unknown): unknown => {
  if (!isRecord(body)) return body
  return {
    ...body,
    ...(isRecord(body.order) ? { order: withoutNumber(body.order) } : {}),
    ...(Array.isArray(body.orders) ? { orders: body.orders.map(withoutNumber) } : {}),
  }
}

/**
 * Core counts orders from 1 and answers with the number by default. Two of them tell a shopper how much the shop sells;
 * `custom_display_id`, the order's reference, tells nothing.
 */
export const hideRunningNumbers = (_req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  rewriteResponse(res, withoutRunningNumbers)
  next()
}
