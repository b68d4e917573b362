import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { listTemplateVersions } from "../../../../../use-cases/read-service-templates"

export const GET = handle(routes, "GET /admin/service-templates/:id/versions", ({ params, query, scope }) =>
  listTemplateVersions(scope, params.id, query)
)
