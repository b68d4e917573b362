import { handle, streamAttachment } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { openRequestFile } from "../../../../../../use-cases/request-files"

export const GET = handle(routes, "GET /admin/service-requests/:id/files/:file_id", async ({ params, scope, res }) => {
  await streamAttachment(res, await openRequestFile(scope, { requestId: params.id, fileId: params.file_id, owner: {} }))
  return undefined
})
