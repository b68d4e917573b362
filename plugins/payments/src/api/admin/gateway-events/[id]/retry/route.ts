import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { GATEWAY_INBOX, type GatewayInboxService } from "../../../../../modules/gatewayInbox"

export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const inbox = req.scope.resolve<GatewayInboxService>(GATEWAY_INBOX)
  res.json({ gateway_event: await inbox.retry(String(req.params.id)) })
}
