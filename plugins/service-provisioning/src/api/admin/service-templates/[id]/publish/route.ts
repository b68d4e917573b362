import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { retrieveServiceTemplate } from "../../../../../use-cases/read-service-templates"
import { publishServiceTemplate } from "../../../../../use-cases/update-service-template"

export const POST = handle(routes, "POST /admin/service-templates/:id/publish", async ({ params, body, scope }) => {
  await publishServiceTemplate(scope, { ...body, id: params.id })
  return { service_template: await retrieveServiceTemplate(scope, params) }
})
