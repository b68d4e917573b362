import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/**
 * Orders can't be transferred: nobody could accept a transfer, because the Store routes for it are closed, and a requested
 * one blocks every other change of the order, including cancellation.
 */
export const noOrderTransfer = (_req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(commonErrors.fail("not_found"))
