import { commonErrors } from "@atrium/kernel"
import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateServiceRequest } from "../../../../contracts/service-requests"
import { readServiceRequest } from "../../../../workflows/read-service-requests"
import { updateServiceRequestWorkflow } from "../../../../workflows/update-service-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ service_request: await readServiceRequest(req.scope, req.params.id ?? "") })
}

export const POST = async (req: MedusaRequest<UpdateServiceRequest>, res: MedusaResponse) => {
  const { provider_id: providerId, ...change } = req.validatedBody
  // Providers come with their own plugin; until then there is none to give a request to, and none to take off.
  if (providerId)
    throw commonErrors.fail("invalid_input", { details: { provider_id: "There is no provider with this id" } })
  const id = req.params.id ?? ""
  await updateServiceRequestWorkflow(req.scope).run({ input: { ...change, id, actor: actorOf(req) } })
  res.json({ service_request: await readServiceRequest(req.scope, id) })
}
