import { handle, streamAttachment } from "@atrium/server"

import { routes } from "../../../../../../../../contracts"
import { openRequestFile, removeRequestFile } from "../../../../../../../../use-cases/request-files"
import { signedInCustomer } from "../../../../../../../customer"

export const GET = handle(
  routes,
  "GET /store/customers/me/service-requests/:id/files/:file_id",
  async ({ params, actor, scope, res }) => {
    const owner = { customerId: signedInCustomer(actor) }
    await streamAttachment(res, await openRequestFile(scope, { requestId: params.id, fileId: params.file_id, owner }))
    return undefined
  }
)

export const DELETE = handle(
  routes,
  "DELETE /store/customers/me/service-requests/:id/files/:file_id",
  ({ params, actor, scope }) =>
    removeRequestFile(scope, {
      requestId: params.id,
      customerId: signedInCustomer(actor),
      fileId: params.file_id,
    })
)
