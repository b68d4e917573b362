import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { RetryWorkItemGroup, RetryWorkItemGroupAnswer } from "../../../../contracts"
import { retryWorkItemGroup } from "../../../../workflows"

export const POST = async (
  req: AuthenticatedMedusaRequest<RetryWorkItemGroup>,
  res: MedusaResponse<RetryWorkItemGroupAnswer>
) => {
  res.json({ retried: await retryWorkItemGroup(req.scope, req.validatedBody) })
}
