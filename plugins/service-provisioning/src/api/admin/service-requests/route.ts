import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListServiceRequests } from "../../../contracts/service-requests"
import { listServiceRequestsForStaff } from "../../../use-cases/read-service-requests"

export const GET = async (req: MedusaRequest<unknown, ListServiceRequests>, res: MedusaResponse) => {
  res.json(await listServiceRequestsForStaff(req.scope, req.validatedQuery))
}
