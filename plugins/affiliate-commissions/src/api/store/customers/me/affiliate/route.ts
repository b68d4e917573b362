import { actorOf } from "@atrium/server"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { Enrol } from "../../../../../contracts/portal"
import { enrolAffiliateWorkflow } from "../../../../../workflows/enrol-affiliate"
import { readOwnAffiliate } from "../../../../../workflows/read-portal"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ affiliate: await readOwnAffiliate(req.scope, req.auth_context.actor_id) })
}

export const POST = async (req: AuthenticatedMedusaRequest<Enrol>, res: MedusaResponse) => {
  const customerId = req.auth_context.actor_id
  const { result } = await enrolAffiliateWorkflow(req.scope).run({
    input: { ...req.validatedBody, customer_id: customerId, actor: actorOf(req) },
  })
  res.status(result.created ? 201 : 200).json({ affiliate: await readOwnAffiliate(req.scope, customerId) })
}
