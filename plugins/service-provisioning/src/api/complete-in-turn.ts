import { sellInTurn } from "@atrium/payments/use-cases"
import { clientGone } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { completions } from "../use-cases/serve-purchases"

/**
 * Lets core's route complete a cart when it is the request's turn, which ends with the response. A client that leaves ends it
 * early: core's own reservation decides then.
 */
export const completeInTurn = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    const end = await completions.turn(clientGone(res))
    if (!end) return
    res.once("close", end)
    const answered = new Promise<void>((resolve) => res.once("close", () => resolve()))
    await sellInTurn(req.scope, req.params.id ?? "", () => {
      next()
      return answered
    })
  } catch (error) {
    next(error)
  }
}
