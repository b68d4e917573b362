import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { availableGateways } from "./gateways"

const Regions = z.array(z.object({ payment_providers: z.array(z.object({ id: z.string() }).nullish()).nullish() }))

/**
 * Gateways that are configured and that no region takes payments through, by Medusa's id: shoppers never see them until
 * a region is told to. One query.
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
