import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { requireOffer, toOffer } from "../../../../../use-cases/find-offer"
import { salesChannelsOf } from "../../../../visitor"

export const GET = handle(routes, "GET /store/services/:handle/consultation", async ({ params, scope, req }) => ({
  consultation: toOffer(await requireOffer(scope, params.handle, salesChannelsOf(req))),
}))
