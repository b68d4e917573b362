import type { MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import type { ListServices } from "../../../contracts/catalogue"
import { listServices } from "../../../use-cases/browse-catalogue"
import { sendCacheable, visitorOf } from "./visitor"

export const GET = async (req: MedusaStoreRequest<unknown, ListServices>, res: MedusaResponse) => {
  sendCacheable(req, res, await listServices(req.scope, req.validatedQuery, visitorOf(req)))
}
