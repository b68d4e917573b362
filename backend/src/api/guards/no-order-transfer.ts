import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/**
 * Orders are not transferred: no one could accept a transfer, the store's side of it being closed, and one that is asked for
 * blocks every other change of the order, its cancellation included.
 */
export const noOrderTransfer = (_req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(commonErrors.fail("not_found"))
