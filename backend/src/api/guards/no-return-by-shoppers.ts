import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Core opens a return for anyone who knows an order's id. Staff open returns in Admin; no page uses this route. */
export const noReturnByShoppers = (_req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(commonErrors.fail("not_found"))
