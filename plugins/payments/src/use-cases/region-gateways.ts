import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import { chosenGateway, inDefaultOrder } from "../domain/default-gateway"
import { canTakePayments } from "./find-gateway"

const Region = z.object({
  id: z.string(),
  name: z.string(),
  currency_code: z.string(),
  metadata: z.unknown(),
  payment_providers: z.array(z.object({ id: z.string(), is_enabled: z.boolean() }).nullish()).nullish(),
})

/** A region with the payment providers that it offers, the default one first. */
export type RegionGateways = { readonly id: string; readonly name: string; readonly offered: readonly string[] }

/** The regions by name, or one of them, each with its payment providers. */
export const regionGateways = async (container: MedusaContainer, regionId?: string): Promise<RegionGateways[]> =>
  (
    await graphRows(container, Region, {
      entity: "region",
      fields: ["id", "name", "currency_code", "metadata", "payment_providers.id", "payment_providers.is_enabled"],
      ...(regionId === undefined ? {} : { filters: { id: regionId } }),
    })
  )
    .map(({ id, name, currency_code: currency, metadata, payment_providers: providers }) => ({
      id,
      name,
      offered: inDefaultOrder(
        (providers ?? []).flatMap((provider) =>
          provider?.is_enabled && canTakePayments(provider.id, currency) ? [provider.id] : []
        ),
        chosenGateway(metadata)
      ),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
