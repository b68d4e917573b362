import { notifyStorefront } from "@atrium/server"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { clearCatalogueCache } from "../data/catalogue-cache"

/**
 * Products, prices, regions or the sales channels of a key changed: clears the catalog's cache and
 * notifies the storefront. A change without an event
 * here is seen within seconds anyway.
 */
export default async function forgetCatalogueOnChange({ container }: SubscriberArgs): Promise<void> {
  clearCatalogueCache()
  notifyStorefront(container.resolve(ContainerRegistrationKeys.LOGGER), "catalog")
}

export const config: SubscriberConfig = {
  event: [
    ...["product.created", "product.updated", "product.deleted"],
    ...["product-variant.created", "product-variant.updated", "product-variant.deleted"],
    ...["product-category.created", "product-category.updated", "product-category.deleted"],
    ...["region.created", "region.updated", "region.deleted", "sales-channel.updated", "sales-channel.deleted"],
    ...["pricing.price.created", "pricing.price.updated", "pricing.price.deleted"],
    ...["pricing.price-list.created", "pricing.price-list.updated", "pricing.price-list.deleted"],
    ...["api_key.api-key.updated", "api_key.api-key.deleted"],
    ...["LinkPublishableApiKeySalesChannel.attached", "LinkPublishableApiKeySalesChannel.detached"],
    ...["LinkProductSalesChannel.attached", "LinkProductSalesChannel.detached"],
    ...["service-template.created", "service-template.updated"],
  ],
  context: { subscriberId: "service-provisioning.forget-catalogue" },
}
