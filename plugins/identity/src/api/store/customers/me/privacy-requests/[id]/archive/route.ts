import { handle } from "@atrium/server"

import { routes } from "../../../../../../../contracts"
import { openOwnArchive } from "../../../../../../../use-cases/open-archive"
import { sendArchive } from "../../../../../../send-archive"
import { signedInOf } from "../../../../../../own-account"

export const GET = handle(
  routes,
  "GET /store/customers/me/privacy-requests/:id/archive",
  async ({ req, params, scope, res }) => {
    sendArchive(res, await openOwnArchive(scope, { id: params.id, customerId: signedInOf(req).actorId }))
    return undefined
  }
)
