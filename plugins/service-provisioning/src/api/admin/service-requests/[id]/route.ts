import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readServiceRequestForStaff } from "../../../../use-cases/read-service-requests"
import { updateServiceRequestWorkflow } from "../../../../workflows/update-service-request"

export const GET = handle(routes, "GET /admin/service-requests/:id", async ({ params, scope }) => ({
  service_request: await readServiceRequestForStaff(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/service-requests/:id", async ({ params, body, actor, scope }) => {
  const { provider_id: assigned, ...change } = body
  await updateServiceRequestWorkflow(scope).run({
    input: { ...change, id: params.id, assign_provider_id: assigned, actor },
  })
  return { service_request: await readServiceRequestForStaff(scope, params.id) }
})
