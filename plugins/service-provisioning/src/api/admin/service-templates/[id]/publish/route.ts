import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { PublishServiceTemplate } from "../../../../../contracts/templates"
import { publishServiceTemplateWorkflow } from "../../../../../use-cases/publish-service-template"
import { retrieveServiceTemplate } from "../../../../../use-cases/read-service-templates"

export const POST = async (req: AuthenticatedMedusaRequest<PublishServiceTemplate>, res: MedusaResponse) => {
  const { result } = await publishServiceTemplateWorkflow(req.scope).run({
    input: { ...req.validatedBody, template_id: req.params["id"] ?? "" },
  })
  res.json({ service_template: await retrieveServiceTemplate(req.scope, result.template.id) })
}
