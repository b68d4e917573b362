import { clientGone } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { completions } from "../use-cases/serve-purchases"

/** Lets core's route complete a cart when it is the request's turn, which ends with the response. */
export const completeInTurn = async (
  _req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    const end = await completions.turn(clientGone(res))
    if (!end) return
    res.once("close", end)
    next()
  } catch (error) {
    next(error)
  }
}
