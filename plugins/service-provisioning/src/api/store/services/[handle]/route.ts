import type { MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import type { PricePlace } from "../../../../contracts/catalogue"
import { findService } from "../../../../use-cases/browse-catalogue"
import { sendCacheable, visitorOf } from "../visitor"

export const GET = async (req: MedusaStoreRequest<unknown, PricePlace>, res: MedusaResponse) => {
  const service = await findService(req.scope, req.params["handle"] ?? "", req.validatedQuery, visitorOf(req))
  sendCacheable(req, res, { service })
}
