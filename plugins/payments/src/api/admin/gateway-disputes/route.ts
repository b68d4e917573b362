import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { GatewayDisputeQuery } from "../../../contracts/gateway-disputes"
import { GATEWAY_INBOX, type GatewayInboxService } from "../../../modules/gatewayInbox"

export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const query = req.validatedQuery as GatewayDisputeQuery
  const { disputes, count } = await req.scope.resolve<GatewayInboxService>(GATEWAY_INBOX).disputes.list(query)
  res.json({ gateway_disputes: disputes, count, offset: query.offset, limit: query.limit })
}
