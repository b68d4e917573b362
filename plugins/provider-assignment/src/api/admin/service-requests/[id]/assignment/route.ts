import { commonErrors } from "@atrium/kernel"
import { handle } from "@atrium/server"
import { readServiceRequest } from "@atrium/service-provisioning/use-cases"

import { routes } from "../../../../../contracts/routes"
import { assignProviderWorkflow } from "../../../../../workflows/assign-provider"
import { unassignProviderWorkflow } from "../../../../../workflows/unassign-provider"

export const POST = handle(
  routes,
  "POST /admin/service-requests/:id/assignment",
  async ({ params: { id: request_id }, body: { provider_id, reason = null, updated_at }, actor, scope }) => {
    if (provider_id === null)
      await unassignProviderWorkflow(scope).run({ input: { request_id, reason, actor, updated_at } })
    else
      await assignProviderWorkflow(scope).run({
        input: { request_id, choice: { by: "staff", provider_id, reason, actor }, updated_at },
      })
    const service_request = await readServiceRequest(scope, request_id)
    if (!service_request) throw commonErrors.fail("not_found")
    return { service_request }
  }
)
