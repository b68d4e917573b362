import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readProviderForStaff } from "../../../../../workflows/admin/read-providers"
import { inviteProviderWorkflow } from "../../../../../workflows/provider-sign-in/invite-provider"

export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { id } = await readProviderForStaff(req.scope, req.params["id"] ?? "")
  await inviteProviderWorkflow(req.scope).run({ input: { provider_id: id } })
  res.json({ provider: await readProviderForStaff(req.scope, id) })
}
