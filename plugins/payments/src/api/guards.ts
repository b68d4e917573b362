import { actorOf } from "@atrium/server"
import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareFunction,
  type MiddlewareRoute,
  refetchEntity,
} from "@medusajs/framework/http"

import { StaffRefund } from "../contracts/staff-money"
import { runStaffCancellation } from "../use-cases/cancel-by-staff"
import { runMarkAsPaid, runStaffCapture } from "../use-cases/capture-by-staff"
import { checkRefund } from "../use-cases/check-refund"
import { runOrderChange } from "../use-cases/lock-order-money"
import { requireExactAmounts } from "../use-cases/require-exact-amounts"
import { refundWorkflow } from "../workflows/refund"

/** Longest time core's own route is waited for; then the next one may begin. */
const ANSWER_SECONDS = 60

/** Lets core's route run, and ends when it has its answer: also when the browser that asked is gone. */
const answered = (res: MedusaResponse, next: MedusaNextFunction): Promise<void> =>
  new Promise((resolve) => {
    const json = res.json.bind(res)
    const timer = setTimeout(resolve, ANSWER_SECONDS * 1000)
    res.json = (body) => {
      clearTimeout(timer)
      resolve()
      return json(body)
    }
    next()
  })

const guarded =
  (run: (req: MedusaRequest, job: () => Promise<void>) => Promise<void>) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    let begun = false
    try {
      await run(req, () => {
        begun = true
        return answered(res, next)
      })
    } catch (error) {
      // What core's route throws it answers itself.
      if (!begun) next(error)
    }
  }

const staffOf = (req: MedusaRequest) => ({ created_by: actorOf(req).id ?? undefined })

const bodyOf = (req: MedusaRequest): Record<string, unknown> =>
  typeof req.body === "object" && req.body !== null ? { ...req.body } : {}

/** The n-th id that a pattern takes out of the address. */
const idAt = (req: MedusaRequest, at = 0): string => String(req.params[at])

/** Refuses, or lets the request continue. */
const checked =
  (check: (req: MedusaRequest) => Promise<unknown>): MiddlewareFunction =>
  async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    try {
      await check(req)
      next()
    } catch (error) {
      next(error)
    }
  }

/** Amounts finer than their currency are refused on every route of core's that staff send amounts to. */
const exactAmounts = checked((req) => requireExactAmounts(req.scope, req.body, req.path.split("/").slice(3)))

/** Everything wrong with a refund, before core's own validation and before a second person is asked to approve it. */
const refundable = checked((req) => checkRefund(req.scope, idAt(req), req.body))

/** A refund of a payment by staff, instead of core's route and with its answer. */
const refund = async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  const id = String(req.params.id)
  try {
    const { amount, note, refund_reason_id } = StaffRefund.parse(req.body ?? {})
    await refundWorkflow(req.scope).run({
      input: { payment_id: id, amount, note, refund_reason_id, ...staffOf(req) },
    })
    const { fields } = req.queryConfig
    const payment: unknown = await refetchEntity({ entity: "payment", idOrFilter: id, scope: req.scope, fields })
    res.json({ payment })
  } catch (error) {
    next(error)
  }
}

const capture = guarded((req, job) => runStaffCapture(req.scope, idAt(req), req.body, job))

const markAsPaid = guarded((req, job) => runMarkAsPaid(req.scope, idAt(req), bodyOf(req).order_id, job))

/** Core's cancellation of an order; its money is refunded first. */
const cancellation = guarded((req, job) => runStaffCancellation(req.scope, String(req.params.id), staffOf(req), job))

/** What begins or confirms a change of an order, named in the body or in the address. */
const orderChange = guarded((req, job) => {
  const { order_id: orderId } = bodyOf(req)
  const id = typeof orderId === "string" ? orderId : req.params[0]
  return id ? runOrderChange(req.scope, id, job) : job()
})

const post = (matcher: string | RegExp, middleware: MiddlewareFunction): MiddlewareRoute => ({
  matcher,
  methods: ["POST"],
  middlewares: [middleware],
})

const WITH_AMOUNTS =
  "payment-collections|orders|order-edits|draft-orders|claims|exchanges|returns|products|product-variants|price-lists|shipping-options|promotions"

/**
 * What runs before core's routes that move money, or change what an order costs. Patterns come before core's own
 * validation, so that everything wrong is reported at once; refund and cancellation, which move money before core's route,
 * come after all other checks of their path.
 */
export const moneyGuards: MiddlewareRoute[] = [
  post(new RegExp(`^/admin/(?:${WITH_AMOUNTS})(?:/|$)`), exactAmounts),
  post(/^\/admin\/payments\/([^/]+)\/refund\/?$/, refundable),
  post(/^\/admin\/payments\/([^/]+)\/capture\/?$/, capture),
  post(/^\/admin\/payment-collections\/([^/]+)\/mark-as-paid\/?$/, markAsPaid),
  post(/^\/admin\/(?:order-edits|returns|claims|exchanges)\/?$/, orderChange),
  post(/^\/admin\/order-edits\/([^/]+)\/(?:request|confirm)\/?$/, orderChange),
  post(/^\/admin\/orders\/([^/]+)\/(?:transfer|credit-lines)\/?$/, orderChange),
  post("/admin/payments/:id/refund", refund),
  post("/admin/orders/:id/cancel", cancellation),
]
