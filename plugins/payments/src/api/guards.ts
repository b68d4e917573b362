import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { runStaffRefund } from "../workflows/guard-order-money"
import { withOrderMoneyLock } from "../workflows/order-money-lock"

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

/** Core's refund of a payment by staff. */
export const refundGuard = guarded((req, job) =>
  runStaffRefund(req.scope, String(req.params.id), (req.body as { amount?: unknown } | undefined)?.amount, job)
)

/** Core's cancellation of an order, which gives its money back. */
export const cancellationGuard = guarded((req, job) => withOrderMoneyLock(req.scope, String(req.params.id), job))
