import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listProgrammes, readProgramme } from "../../../use-cases/read-programmes"
import { createProgramme } from "../../../use-cases/save-programme"

export const GET = handle(routes, "GET /admin/affiliate-programmes", ({ query, scope }) => listProgrammes(scope, query))

export const POST = handle(routes, "POST /admin/affiliate-programmes", async ({ body, actor, scope, res }) => {
  const id = await createProgramme(scope, { ...body, actor })
  res.status(201)
  return { affiliate_programme: await readProgramme(scope, id) }
})
