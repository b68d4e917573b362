import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { AnswerIntake } from "../../../../../../../contracts/service-requests"
import { answerIntakeWorkflow } from "../../../../../../../workflows/change-task"
import { readOwnRequest } from "../../../../../../../use-cases/read-service-requests"

export const POST = async (req: AuthenticatedMedusaRequest<AnswerIntake>, res: MedusaResponse) => {
  const customerId = req.auth_context.actor_id
  const requestId = req.params.id ?? ""
  await answerIntakeWorkflow(req.scope).run({ input: { requestId, customerId, answers: req.validatedBody.intake } })
  res.json({ service_request: await readOwnRequest(req.scope, customerId, requestId) })
}
