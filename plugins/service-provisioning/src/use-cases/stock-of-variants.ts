import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, getVariantAvailability } from "@medusajs/framework/utils"
import { z } from "zod"

const Variant = z.object({ id: z.string(), manage_inventory: z.boolean(), allow_backorder: z.boolean() })

/** Units in stock of each variant whose stock is managed and may not be oversold. */
export const stockOfVariants = async (
  container: MedusaContainer,
  ids: readonly string[],
  channelId: string | null | undefined
): Promise<Map<string, number>> => {
  if (!ids.length || !channelId) return new Map()
  const variants = await graphRows(container, Variant, {
    entity: "product_variant",
    fields: ["id", "manage_inventory", "allow_backorder"],
    filters: { id: [...ids] },
  })
  const managed = variants.filter((variant) => variant.manage_inventory && !variant.allow_backorder)
  return stockOfManaged(
    container,
    managed.map(({ id }) => id),
    channelId
  )
}

/** Units in stock of variants whose stock is managed. */
export const stockOfManaged = async (
  container: MedusaContainer,
  ids: readonly string[],
  channelId: string | null | undefined
): Promise<Map<string, number>> => {
  if (!ids.length || !channelId) return new Map()
  const found = await getVariantAvailability(container.resolve(ContainerRegistrationKeys.QUERY), {
    variant_ids: [...new Set(ids)],
    sales_channel_id: channelId,
  })
  return new Map(Object.entries(found).map(([id, { availability }]) => [id, availability ?? 0]))
}
