import { formatMoney } from "@atrium/kernel"
import { currentStaff, type ApprovalRequest, withinRefundLimit } from "@atrium/staff-access/use-cases"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"

import { leftOfOrder, leftOfPayment } from "../../workflows/approvals/refundable"

type Find = (req: MedusaRequest) => Promise<ApprovalRequest | null>

const bodyOf = (req: MedusaRequest): Record<string, unknown> =>
  typeof req.body === "object" && req.body !== null ? { ...req.body } : {}

/** Runs before core's route; if that refuses, the day's allowance is given back. */
const secondPerson =
  (find: Find) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    try {
      const request = await find(req)
      if (request) {
        const giveBack = await withinRefundLimit(req.scope, currentStaff(req), request)
        res.once("finish", () => {
          // If giving it back fails, the next refund only requires approval sooner.
          if (res.statusCode >= 400 && res.statusCode < 500) giveBack().catch(() => undefined)
        })
      }
      next()
    } catch (error) {
      next(error)
    }
  }

const refund: Find = async (req) => {
  const paymentId = String(req.params[0])
  const payment = await leftOfPayment(req.scope, paymentId)
  const { amount: asked = payment?.left, note, refund_reason_id } = bodyOf(req)
  // Invalid amounts and payments without an order are refused by later checks.
  if (!payment || typeof asked !== "number" || !(asked > 0)) return null
  return {
    kind: "refund",
    subject_id: payment.order_id,
    amount: asked,
    currency_code: payment.currency_code,
    summary: `Refund ${formatMoney(asked, payment.currency_code)} of order #${payment.order_number}`,
    payload: {
      payment_id: paymentId,
      amount: asked,
      ...(typeof note === "string" ? { note } : {}),
      ...(typeof refund_reason_id === "string" ? { refund_reason_id } : {}),
    },
  }
}

const cancellation: Find = async (req) => {
  const orderId = String(req.params[0])
  const order = await leftOfOrder(req.scope, orderId)
  if (!order || !(order.left > 0)) return null
  return {
    kind: "order-cancellation",
    subject_id: orderId,
    amount: order.left,
    currency_code: order.currency_code,
    summary: `Cancel order #${order.order_number} and refund ${formatMoney(order.left, order.currency_code)}`,
    payload: { order_id: orderId },
  }
}

/**
 * Core's two routes that refund money. As patterns, because Medusa runs those before exact paths: a guard of payments on
 * the exact path makes the refund of a cancellation.
 */
export const secondPersonGuards: MiddlewareRoute[] = [
  { matcher: /^\/admin\/payments\/([^/]+)\/refund\/?$/, methods: ["POST"], middlewares: [secondPerson(refund)] },
  { matcher: /^\/admin\/orders\/([^/]+)\/cancel\/?$/, methods: ["POST"], middlewares: [secondPerson(cancellation)] },
]
