import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { createServiceTemplates } from "../../../use-cases/create-service-templates"
import { listServiceTemplates, retrieveServiceTemplate } from "../../../use-cases/read-service-templates"

export const GET = handle(routes, "GET /admin/service-templates", ({ query, scope }) =>
  listServiceTemplates(scope, query)
)

export const POST = handle(routes, "POST /admin/service-templates", async ({ body, actor, scope, res }) => {
  await createServiceTemplates(scope, [{ ...body, created_by: actor.id }])
  res.status(201)
  return { service_template: await retrieveServiceTemplate(scope, { productId: body.product_id }) }
})
