import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { listTemplateVersions } from "../../../../../use-cases/read-service-templates"

type Page = { order: string; limit: number; offset: number }

export const GET = async (req: AuthenticatedMedusaRequest<unknown, Page>, res: MedusaResponse) => {
  res.json(await listTemplateVersions(req.scope, req.params["id"] ?? "", req.validatedQuery))
}
