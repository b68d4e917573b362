import { clientAddress, handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { holdConsultation } from "../../../../../use-cases/hold-consultation"
import { salesChannelsOf } from "../../../../visitor"

export const POST = handle(
  routes,
  "POST /store/services/:handle/consultations",
  async ({ params, body, scope, req, res }) => {
    const held = await holdConsultation(scope, {
      handle: params.handle,
      startsAt: new Date(body.starts_at),
      salesChannelIds: salesChannelsOf(req),
      address: clientAddress(req),
    })
    res.status(201)
    return held
  }
)
