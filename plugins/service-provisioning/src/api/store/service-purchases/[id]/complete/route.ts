import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { completeServicePurchase } from "../../../../../use-cases/serve-purchases"

export const POST = handle(routes, "POST /store/service-purchases/:id/complete", async ({ params, scope, res }) => {
  const result = await completeServicePurchase(scope, params.id)
  if (result.type === "pending") res.status(202).setHeader("retry-after", String(result.retry_after))
  return result
})
