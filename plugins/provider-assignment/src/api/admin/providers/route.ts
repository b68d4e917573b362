import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { CreateProvider, ListProviders } from "../../../contracts/providers"
import { createProviderWorkflow } from "../../../workflows/admin/create-provider"
import { listProvidersForStaff, readProviderForStaff } from "../../../workflows/admin/read-providers"

export const GET = async (req: AuthenticatedMedusaRequest<unknown, ListProviders>, res: MedusaResponse) => {
  res.json(await listProvidersForStaff(req.scope, req.validatedQuery))
}

export const POST = async (req: AuthenticatedMedusaRequest<CreateProvider>, res: MedusaResponse) => {
  const { result } = await createProviderWorkflow(req.scope).run({ input: req.validatedBody })
  res.status(201).json({ provider: await readProviderForStaff(req.scope, result.id) })
}
