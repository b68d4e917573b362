import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { confirmServiceImport } from "../../../../../use-cases/confirm-service-import"
import { readServiceImport } from "../../../../../use-cases/read-service-import"

export const POST = handle(routes, "POST /admin/service-imports/:id/confirm", async ({ params, body, scope, res }) => {
  await confirmServiceImport(scope, { id: params.id, skipWrong: body.skip_wrong })
  res.status(202)
  return { service_import: await readServiceImport(scope, params.id) }
})
