import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts/routes"
import { listOwnLinks } from "../../../../../../use-cases/read-own-affiliate"

export const GET = handle(routes, "GET /store/customers/me/affiliate/links", async ({ actor, scope }) => ({
  links: await listOwnLinks(scope, actor.id),
}))
