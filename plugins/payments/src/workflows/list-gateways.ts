import type { MedusaContainer } from "@medusajs/framework/types"

import type { GatewayView } from "../contracts/gateway-events"
import { GATEWAY_INBOX, type GatewayInboxService } from "../modules/gatewayInbox"
import { availableGateways } from "./gateways"

/** The gateways in use, each with the state of its events. One statement. */
export const listGateways = async (container: MedusaContainer): Promise<GatewayView[]> => {
  const figures = await container.resolve<GatewayInboxService>(GATEWAY_INBOX).figures()
  return availableGateways().map((gateway) => {
    const own = figures.filter((figure) => figure.provider === gateway.provider)
    const count = (status: string) => own.find((figure) => figure.status === status)?.count ?? 0
    const last = own.map((figure) => figure.last.getTime()).sort((a, b) => b - a)[0]
    return {
      id: gateway.provider,
      provider_id: gateway.providerId,
      mode: gateway.mode,
      webhook_path: `/hooks/gateway/${gateway.provider}`,
      last_event_at: last === undefined ? null : new Date(last).toISOString(),
      events: {
        received: count("received"),
        processed: count("processed"),
        ignored: count("ignored"),
        failed: count("failed"),
        dead: count("dead"),
      },
    }
  })
}
