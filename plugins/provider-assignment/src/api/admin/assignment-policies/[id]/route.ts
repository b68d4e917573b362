import { actorOf } from "@atrium/server"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdatePolicy } from "../../../../contracts/policies"
import { readPolicyForStaff } from "../../../../workflows/admin/read-policies"
import { updateAssignmentPolicyWorkflow } from "../../../../workflows/admin/update-policy"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ assignment_policy: await readPolicyForStaff(req.scope, req.params["id"] ?? "") })
}

export const POST = async (req: AuthenticatedMedusaRequest<UpdatePolicy>, res: MedusaResponse) => {
  const id = req.params["id"] ?? ""
  await updateAssignmentPolicyWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, actor_id: actorOf(req).id },
  })
  res.json({ assignment_policy: await readPolicyForStaff(req.scope, id) })
}
