import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { CreateProgramme, ListProgrammes } from "../../../contracts/admin"
import { createAffiliateProgrammeWorkflow } from "../../../workflows/programmes"
import { listProgrammesForStaff, readProgramme } from "../../../workflows/read-admin"

export const GET = async (req: MedusaRequest<unknown, ListProgrammes>, res: MedusaResponse) => {
  res.json(await listProgrammesForStaff(req.scope, req.validatedQuery))
}

export const POST = async (req: MedusaRequest<CreateProgramme>, res: MedusaResponse) => {
  const { result: id } = await createAffiliateProgrammeWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor: actorOf(req) },
  })
  res.status(201).json({ affiliate_programme: await readProgramme(req.scope, id) })
}
