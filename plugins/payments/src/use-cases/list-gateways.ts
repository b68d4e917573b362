import { knexOf, knownOutsideService } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { GatewayView } from "../contracts/gateways"
import { gatewayEventFigures } from "../data/gateway-events"
import { failureRateOf } from "../domain/gateway-test"
import { availableGateways, isEnabled, listedGateways } from "./find-gateway"
import { regionGateways } from "./region-gateways"

const breakerOf = (service: string | undefined): GatewayView["breaker"] => {
  if (service === undefined) return null
  const { state, since } = knownOutsideService(service)?.health() ?? { state: "closed", since: null }
  return { state, since: since?.toISOString() ?? null }
}

/** The gateways, those in use first, each with its regions and the state of its events. Contains no secrets. */
export const listGateways = async (container: MedusaContainer): Promise<GatewayView[]> => {
  const knex = knexOf(container)
  const regions = await regionGateways(container)
  const views = await Promise.all(
    listedGateways().map(async (gateway): Promise<GatewayView> => {
      const { provider, providerId, label = provider, settings = [], eventsOf = provider } = gateway
      const { counts, last } = await gatewayEventFigures(knex, eventsOf)
      const configured = isEnabled(gateway)
      return {
        id: provider,
        label,
        provider_id: providerId,
        configured,
        mode: configured ? gateway.mode : null,
        settings: [...settings],
        currencies: gateway.currencies ? [...gateway.currencies] : null,
        webhook_path: `/hooks/gateway/${eventsOf}`,
        testable: gateway.check !== undefined,
        regions: regions.flatMap(({ id, name, offered }) =>
          offered.includes(providerId) ? [{ id, name, is_default: offered[0] === providerId }] : []
        ),
        breaker: configured ? breakerOf(gateway.service) : null,
        last_event_at: last?.toISOString() ?? null,
        events: counts,
        failure_rate: failureRateOf(counts),
      }
    })
  )
  return views.sort((one, other) => Number(other.configured) - Number(one.configured))
}

/**
 * Configured gateways that no region offers, by Medusa's id. Shoppers don't see them until a region offers them.
 */
export const gatewaysNoRegionOffers = async (container: MedusaContainer): Promise<string[]> => {
  const offered = new Set((await regionGateways(container)).flatMap((region) => region.offered))
  return availableGateways()
    .filter(isEnabled)
    .flatMap(({ providerId }) => (offered.has(providerId) ? [] : [providerId]))
}
