import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateProvider } from "../../../../contracts/providers"
import { readProviderForStaff } from "../../../../workflows/admin/read-providers"
import { updateProviderWorkflow } from "../../../../workflows/admin/update-provider"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ provider: await readProviderForStaff(req.scope, req.params["id"] ?? "") })
}

export const POST = async (req: AuthenticatedMedusaRequest<UpdateProvider>, res: MedusaResponse) => {
  const id = req.params["id"] ?? ""
  await updateProviderWorkflow(req.scope).run({ input: { ...req.validatedBody, id } })
  res.json({ provider: await readProviderForStaff(req.scope, id) })
}
