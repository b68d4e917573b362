import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { completeServicePurchaseWorkflow } from "../../../../../workflows/complete-service-purchase"

export const POST = handle(routes, "POST /store/service-purchases/:id/complete", async ({ params, scope, res }) => {
  const { result } = await completeServicePurchaseWorkflow(scope).run({ input: { purchase_id: params.id } })
  if (result.type === "pending") res.status(202).setHeader("retry-after", String(result.retry_after))
  return result
})
