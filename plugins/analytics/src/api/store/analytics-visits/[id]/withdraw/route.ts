import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { withdrawVisit } from "../../../../../use-cases/withdraw-visit"

export const POST = handle(routes, "POST /store/analytics-visits/:id/withdraw", async ({ params, scope }) => {
  await withdrawVisit(scope, params.id)
  return { withdrawn: true as const }
})
