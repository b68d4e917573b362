import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { changeAffiliateStatus } from "../../../../use-cases/change-affiliate-status"
import { readAffiliate } from "../../../../use-cases/read-affiliates"

export const GET = handle(routes, "GET /admin/affiliates/:id", async ({ params, scope }) => ({
  affiliate: await readAffiliate(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/affiliates/:id", async ({ params, body, actor, scope }) => {
  await changeAffiliateStatus(scope, { ...body, id: params.id, actor })
  return { affiliate: await readAffiliate(scope, params.id) }
})
