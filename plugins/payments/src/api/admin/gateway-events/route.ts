import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { GatewayEventQuery } from "../../../contracts/gateway-events"
import { GATEWAY_INBOX, type GatewayInboxService } from "../../../modules/gatewayInbox"

export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const query = req.validatedQuery as GatewayEventQuery
  const { events, count } = await req.scope.resolve<GatewayInboxService>(GATEWAY_INBOX).list(query)
  res.json({ gateway_events: events, count, offset: query.offset, limit: query.limit })
}
