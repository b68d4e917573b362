import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readProgramme } from "../../../../use-cases/read-programmes"
import { updateProgramme } from "../../../../use-cases/save-programme"

export const POST = handle(routes, "POST /admin/affiliate-programmes/:id", async ({ params, body, actor, scope }) => {
  await updateProgramme(scope, { id: params.id, change: body, actor })
  return { affiliate_programme: await readProgramme(scope, params.id) }
})
