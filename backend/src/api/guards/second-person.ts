import { formatMoney } from "@atrium/kernel"
import { StaffUnitRefund } from "@atrium/payments/contracts"
import { checkRefund } from "@atrium/payments/use-cases"
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
    summary: `Refund ${formatMoney(asked, payment.currency_code)} of order ${payment.order_reference}`,
    payload: {
      payment_id: paymentId,
      amount: asked,
      ...(typeof note === "string" ? { note } : {}),
      ...(typeof refund_reason_id === "string" ? { refund_reason_id } : {}),
    },
  }
}

/** What can't be refunded is refused here already, so that no one is asked to approve it. */
const unitRefund: Find = async (req) => {
  const body = StaffUnitRefund.safeParse(req.body)
  if (!body.success) return null
  const { payment_id, units, ...rest } = body.data
  const [payment, checked] = [
    await leftOfPayment(req.scope, payment_id),
    await checkRefund(req.scope, payment_id, rest, units),
  ]
  if (!payment || !checked) return null
  const amount = Number(checked.amount)
  return {
    kind: "refund",
    subject_id: payment.order_id,
    amount,
    currency_code: payment.currency_code,
    summary: `Refund ${formatMoney(amount, payment.currency_code)} of order ${payment.order_reference} for ${units.length === 1 ? "one service" : `${units.length} services`}, whose work is canceled`,
    payload: body.data,
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
    summary: `Cancel order ${order.order_reference} and refund ${formatMoney(order.left, order.currency_code)}`,
    payload: { order_id: orderId },
  }
}

/**
 * The routes that refund money. As patterns, because Medusa runs those before exact paths: a guard of payments on
 * the exact path makes the refund of a cancellation.
 */
export const secondPersonGuards: MiddlewareRoute[] = [
  { matcher: /^\/admin\/payments\/([^/]+)\/refund\/?$/, methods: ["POST"], middlewares: [secondPerson(refund)] },
  { matcher: /^\/admin\/unit-refunds\/?$/, methods: ["POST"], middlewares: [secondPerson(unitRefund)] },
  { matcher: /^\/admin\/orders\/([^/]+)\/cancel\/?$/, methods: ["POST"], middlewares: [secondPerson(cancellation)] },
]
