import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { GatewayView } from "../contracts/gateway-events"
import { gatewayEventFigures } from "../data/gateway-events"
import { availableGateways } from "./find-gateway"

/** The gateways in use, each with the state of its events. */
export const listGateways = async (container: MedusaContainer): Promise<GatewayView[]> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  return Promise.all(
    availableGateways().map(async (gateway) => {
      const { counts, last } = await gatewayEventFigures(knex, gateway.provider)
      return {
        id: gateway.provider,
        provider_id: gateway.providerId,
        mode: gateway.mode,
        webhook_path: `/hooks/gateway/${gateway.provider}`,
        last_event_at: last?.toISOString() ?? null,
        events: counts,
      }
    })
  )
}

const Regions = z.array(z.object({ payment_providers: z.array(z.object({ id: z.string() }).nullish()).nullish() }))

/**
 * Configured gateways that no region offers, by Medusa's id. Shoppers don't see them until a region offers them.
 */
export const gatewaysNoRegionOffers = async (container: MedusaContainer): Promise<string[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "region",
    fields: ["id", "payment_providers.id"],
  })
  const offered = new Set(
    Regions.parse(data).flatMap((region) => (region.payment_providers ?? []).map((provider) => provider?.id))
  )
  return availableGateways().flatMap(({ providerId }) => (offered.has(providerId) ? [] : [providerId]))
}
