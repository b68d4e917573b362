import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readServiceImport } from "../../../../use-cases/read-service-import"

export const GET = handle(routes, "GET /admin/service-imports/:id", async ({ params, scope }) => ({
  service_import: await readServiceImport(scope, params.id),
}))
