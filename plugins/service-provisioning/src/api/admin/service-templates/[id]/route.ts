import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { retrieveServiceTemplate } from "../../../../use-cases/read-service-templates"
import { updateServiceTemplate } from "../../../../use-cases/update-service-template"

export const GET = handle(routes, "GET /admin/service-templates/:id", async ({ params, scope }) => ({
  service_template: await retrieveServiceTemplate(scope, params),
}))

export const POST = handle(routes, "POST /admin/service-templates/:id", async ({ params, body, actor, scope }) => {
  await updateServiceTemplate(scope, { ...body, template_id: params.id, created_by: actor.id })
  return { service_template: await retrieveServiceTemplate(scope, params) }
})
