import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { enrollAffiliate } from "../../../../../use-cases/enroll-affiliate"
import { readOwnAffiliate } from "../../../../../use-cases/read-own-affiliate"

export const GET = handle(routes, "GET /store/customers/me/affiliate", async ({ actor, scope }) => ({
  affiliate: await readOwnAffiliate(scope, actor.id),
}))

export const POST = handle(routes, "POST /store/customers/me/affiliate", async ({ body, actor, scope, res }) => {
  const { created } = await enrollAffiliate(scope, { ...body, customer_id: actor.id, actor })
  res.status(created ? 201 : 200)
  return { affiliate: await readOwnAffiliate(scope, actor.id) }
})
