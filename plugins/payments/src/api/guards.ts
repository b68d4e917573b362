import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareFunction,
  MiddlewareRoute,
} from "@medusajs/framework/http"

import { requireExactAmounts } from "../workflows/exact-amounts"
import { runMarkAsPaid, runStaffCapture } from "../workflows/staff-capture"
import { runStaffCancellation } from "../workflows/staff-cancellation"
import { runOrderChange } from "../workflows/staff-order-change"
import { runStaffRefund } from "../workflows/staff-refund"

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

const staffOf = (req: MedusaRequest) => ({
  created_by: (req as Partial<AuthenticatedMedusaRequest>).auth_context?.actor_id,
})

const bodyOf = (req: MedusaRequest): Record<string, unknown> =>
  typeof req.body === "object" && req.body !== null ? { ...req.body } : {}

/** The n-th id that a pattern takes out of the address. */
const idAt = (req: MedusaRequest, at = 0): string => String(req.params[at])

/** Amounts finer than their currency are refused on every route of core's that staff send amounts to. */
const exactAmounts = async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  try {
    await requireExactAmounts(req.scope, req.body, req.path.split("/").slice(3))
    next()
  } catch (error) {
    next(error)
  }
}

/** Core's refund of a payment by staff. Core books the amount that the check found. */
const refund = guarded((req, job) =>
  runStaffRefund(req.scope, idAt(req), req.body, (amount) => {
    if (amount !== undefined) req.body = { ...bodyOf(req), amount }
    return job()
  })
)

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
 * What stands before core's routes that move money, or change what an order costs. Patterns come before core's own
 * validation, so that everything wrong is reported at once; the cancellation, which refunds before core's route, comes
 * after all other checks of its path.
 */
export const moneyGuards: MiddlewareRoute[] = [
  post(new RegExp(`^/admin/(?:${WITH_AMOUNTS})(?:/|$)`), exactAmounts),
  post(/^\/admin\/payments\/([^/]+)\/refund\/?$/, refund),
  post(/^\/admin\/payments\/([^/]+)\/capture\/?$/, capture),
  post(/^\/admin\/payment-collections\/([^/]+)\/mark-as-paid\/?$/, markAsPaid),
  post(/^\/admin\/(?:order-edits|returns|claims|exchanges)\/?$/, orderChange),
  post(/^\/admin\/order-edits\/([^/]+)\/(?:request|confirm)\/?$/, orderChange),
  post(/^\/admin\/orders\/([^/]+)\/(?:transfer|credit-lines)\/?$/, orderChange),
  post("/admin/orders/:id/cancel", cancellation),
]
