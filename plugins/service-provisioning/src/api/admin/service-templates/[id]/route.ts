import { actorOf } from "@atrium/server"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateServiceTemplate } from "../../../../contracts/templates"
import { retrieveServiceTemplate } from "../../../../use-cases/read-service-templates"
import { updateServiceTemplateWorkflow } from "../../../../use-cases/update-service-template"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ service_template: await retrieveServiceTemplate(req.scope, req.params["id"] ?? "") })
}

export const POST = async (req: AuthenticatedMedusaRequest<UpdateServiceTemplate>, res: MedusaResponse) => {
  const { result } = await updateServiceTemplateWorkflow(req.scope).run({
    input: { ...req.validatedBody, template_id: req.params["id"] ?? "", created_by: actorOf(req).id },
  })
  res.json({ service_template: await retrieveServiceTemplate(req.scope, result.template.id) })
}
