import { actorOf } from "@atrium/server"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { CreateServiceTemplate, ListServiceTemplates } from "../../../contracts/templates"
import { createServiceTemplatesWorkflow } from "../../../use-cases/create-service-templates"
import { listServiceTemplates, retrieveServiceTemplate } from "../../../use-cases/read-service-templates"
import { requireTemplate } from "../../../use-cases/template-input"

export const GET = async (req: AuthenticatedMedusaRequest<unknown, ListServiceTemplates>, res: MedusaResponse) => {
  res.json(await listServiceTemplates(req.scope, req.validatedQuery))
}

export const POST = async (req: AuthenticatedMedusaRequest<CreateServiceTemplate>, res: MedusaResponse) => {
  const { result } = await createServiceTemplatesWorkflow(req.scope).run({
    input: { templates: [{ ...req.validatedBody, created_by: actorOf(req).id }] },
  })
  res.status(201).json({ service_template: await retrieveServiceTemplate(req.scope, requireTemplate(result).id) })
}
