import { graphRows, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { GatewayView } from "../contracts/gateways"
import { gatewayEventFigures } from "../data/gateway-events"
import { inDefaultOrder } from "../domain/default-gateway"
import { failureRateOf } from "../domain/gateway-test"
import { availableGateways, canTakePayments, listedGateways } from "./find-gateway"

const Region = z.object({
  id: z.string(),
  name: z.string(),
  payment_providers: z.array(z.object({ id: z.string(), is_enabled: z.boolean() }).nullish()).nullish(),
})

/** The regions, each with the providers that it offers, the default one first. */
const regionsWithProviders = async (container: MedusaContainer) =>
  (
    await graphRows(container, Region, {
      entity: "region",
      fields: ["id", "name", "payment_providers.id", "payment_providers.is_enabled"],
    })
  )
    .map(({ id, name, payment_providers: providers }) => ({
      id,
      name,
      offered: inDefaultOrder(
        (providers ?? []).flatMap((provider) =>
          provider?.is_enabled && canTakePayments(provider.id) ? [provider.id] : []
        )
      ),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))

/** The gateways, those in use first, each with its regions and the state of its events. Contains no secrets. */
export const listGateways = async (container: MedusaContainer): Promise<GatewayView[]> => {
  const knex = knexOf(container)
  const regions = await regionsWithProviders(container)
  const views = await Promise.all(
    listedGateways().map(async (gateway): Promise<GatewayView> => {
      const { provider, providerId, label = provider, settings = [] } = gateway
      const { counts, last } = await gatewayEventFigures(knex, provider)
      const configured = gateway.available()
      return {
        id: provider,
        label,
        provider_id: providerId,
        configured,
        mode: configured ? gateway.mode : null,
        settings: [...settings],
        webhook_path: `/hooks/gateway/${provider}`,
        testable: gateway.check !== undefined,
        regions: regions.flatMap(({ id, name, offered }) =>
          offered.includes(providerId) ? [{ id, name, is_default: offered[0] === providerId }] : []
        ),
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
  const offered = new Set((await regionsWithProviders(container)).flatMap((region) => region.offered))
  return availableGateways().flatMap(({ providerId }) => (offered.has(providerId) ? [] : [providerId]))
}
