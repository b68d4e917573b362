import { handle } from "@atrium/server"
import { updateServiceRequestWorkflow } from "@atrium/service-provisioning/workflows"

import { routes } from "../../../../../contracts/routes"
import { readPortalRequest } from "../../../../../use-cases/read-portal-requests"
import { providerIdOf } from "../../../provider-id"

export const POST = handle(
  routes,
  "POST /provider/service-requests/:id/status",
  async ({ params: { id }, body, actor, scope }) => {
    const provider_id = providerIdOf(actor)
    await updateServiceRequestWorkflow(scope).run({ input: { ...body, id, provider_id, actor } })
    return { service_request: await readPortalRequest(scope, provider_id, id) }
  }
)
