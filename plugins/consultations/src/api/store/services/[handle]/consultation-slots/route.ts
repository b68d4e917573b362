import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { listSlots } from "../../../../../use-cases/find-slots"
import { salesChannelsOf } from "../../../../visitor"

export const GET = handle(routes, "GET /store/services/:handle/consultation-slots", ({ params, query, scope, req }) =>
  listSlots(scope, { handle: params.handle, query, salesChannelIds: salesChannelsOf(req) })
)
