import type { MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import type { ListServices } from "../../../contracts/catalogue"
import { listServices } from "../../../workflows/catalogue/browse"
import { allowCaching, visitorOf } from "./visitor"

export const GET = async (req: MedusaStoreRequest<unknown, ListServices>, res: MedusaResponse) => {
  const page = await listServices(req.scope, req.validatedQuery, visitorOf(req))
  allowCaching(res)
  res.json(page)
}
