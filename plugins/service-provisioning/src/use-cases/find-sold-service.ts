import type { MedusaContainer } from "@medusajs/framework/types"

import { catalogueMemory } from "../data/catalogue-cache"
import type { TemplateContent } from "../domain/template-content"
import { openChannels, soldProducts } from "./load-catalogue"

/** A published service, and what it needs of those who work on it. */
export type SoldService = {
  readonly id: string
  readonly handle: string
  readonly title: string
  readonly routing: TemplateContent["routing"]
}

/** The service that is sold under a handle through these sales channels, whatever it costs; undefined for any other. */
export const findSoldService = async (
  container: MedusaContainer,
  handle: string,
  salesChannelIds: readonly string[]
): Promise<SoldService | undefined> => {
  await catalogueMemory().freshen()
  const channels = await openChannels(container, salesChannelIds)
  for (const { sold } of (await soldProducts(container)).values())
    if (sold?.product.handle === handle && sold.product.sales_channel_ids.some((id) => channels.includes(id)))
      return {
        id: sold.product.id,
        handle,
        title: sold.content.store_title ?? sold.product.title,
        routing: sold.content.routing,
      }
  return undefined
}

/** The same by the product's id, through any sales channel. */
export const findSoldServiceById = async (
  container: MedusaContainer,
  productId: string
): Promise<SoldService | undefined> => {
  await catalogueMemory().freshen()
  const sold = (await soldProducts(container)).get(productId)?.sold
  return (
    sold && {
      id: productId,
      handle: sold.product.handle,
      title: sold.content.store_title ?? sold.product.title,
      routing: sold.content.routing,
    }
  )
}
