import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateProgramme } from "../../../../contracts/admin"
import { updateAffiliateProgrammeWorkflow } from "../../../../workflows/programmes"
import { readProgramme } from "../../../../workflows/read-admin"

export const POST = async (req: MedusaRequest<UpdateProgramme>, res: MedusaResponse) => {
  const id = req.params.id ?? ""
  await updateAffiliateProgrammeWorkflow(req.scope).run({
    input: { id, change: req.validatedBody, actor: actorOf(req) },
  })
  res.json({ affiliate_programme: await readProgramme(req.scope, id) })
}
