import { handle, streamAttachment } from "@atrium/server"
import { openRequestFile } from "@atrium/service-provisioning/use-cases"

import { routes } from "../../../../../../contracts/routes"
import { providerIdOf } from "../../../../provider-id"

export const GET = handle(
  routes,
  "GET /provider/service-requests/:id/files/:file_id",
  async ({ params, actor, scope, res }) => {
    const owner = { providerId: providerIdOf(actor) }
    await streamAttachment(res, await openRequestFile(scope, { requestId: params.id, fileId: params.file_id, owner }))
    return undefined
  }
)
