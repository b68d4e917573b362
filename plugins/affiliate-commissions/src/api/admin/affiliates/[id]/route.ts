import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateAffiliate } from "../../../../contracts/admin"
import { readAffiliate } from "../../../../workflows/read-admin"
import { updateAffiliateWorkflow } from "../../../../workflows/update-affiliate"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ affiliate: await readAffiliate(req.scope, req.params.id ?? "") })
}

export const POST = async (req: MedusaRequest<UpdateAffiliate>, res: MedusaResponse) => {
  const id = req.params.id ?? ""
  await updateAffiliateWorkflow(req.scope).run({ input: { ...req.validatedBody, id, actor: actorOf(req) } })
  res.json({ affiliate: await readAffiliate(req.scope, id) })
}
