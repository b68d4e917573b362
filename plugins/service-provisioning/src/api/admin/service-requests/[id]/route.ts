import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateServiceRequest } from "../../../../contracts/service-requests"
import { readServiceRequestForStaff } from "../../../../use-cases/read-service-requests"
import { updateServiceRequestWorkflow } from "../../../../workflows/update-service-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ service_request: await readServiceRequestForStaff(req.scope, req.params.id ?? "") })
}

export const POST = async (req: MedusaRequest<UpdateServiceRequest>, res: MedusaResponse) => {
  const { provider_id: assigned, ...change } = req.validatedBody
  const id = req.params.id ?? ""
  await updateServiceRequestWorkflow(req.scope).run({
    input: { ...change, id, assign_provider_id: assigned, actor: actorOf(req) },
  })
  res.json({ service_request: await readServiceRequestForStaff(req.scope, id) })
}
