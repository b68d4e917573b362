import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ApplicationMethodAllocation,
  ApplicationMethodTargetType,
  ApplicationMethodType,
  ProductStatus,
  PromotionStatus,
  PromotionType,
} from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { seedPost } from "./seed-post"
import { Named } from "./named"

export const DEMO_GOOD = "document-folder"
export const DEMO_COUPON = "WELCOME10"

const PRICES = [
  { currency_code: "inr", amount: 499 },
  { currency_code: "usd", amount: 12 },
  { currency_code: "eur", amount: 11 },
]

const Stocked = Named.extend({ location_levels: z.array(Named).nullish() })

const seedFolder = async (container: MedusaContainer, salesChannelId: string): Promise<void> => {
  const { locationId, shippingProfileId } = await seedPost(container, salesChannelId)
  const known = await graphRows(container, Named, { entity: "product", fields: ["id"], filters: { handle: DEMO_GOOD } })
  if (!known.length)
    await createProductsWorkflow(container).run({
      input: {
        products: [
          {
            title: "Document folder",
            handle: DEMO_GOOD,
            description: "A sturdy folder with twelve dividers for the papers of a year. Sent by post.",
            status: ProductStatus.PUBLISHED,
            sales_channels: [{ id: salesChannelId }],
            shipping_profile_id: shippingProfileId,
            options: [{ title: "Size", values: ["A4"] }],
            variants: [
              { title: "A4", sku: "folder-a4", manage_inventory: true, options: { Size: "A4" }, prices: PRICES },
            ],
          },
        ],
      },
    })
  const items = await graphRows(container, Stocked, {
    entity: "inventory_item",
    fields: ["id", "location_levels.id"],
    filters: { sku: "folder-a4" },
  })
  const unstocked = items.filter((item) => !item.location_levels?.length)
  if (unstocked.length)
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: unstocked.map(({ id }) => ({
          inventory_item_id: id,
          location_id: locationId,
          stocked_quantity: 100,
        })),
      },
    })
}

const seedCoupon = async (container: MedusaContainer): Promise<void> => {
  const known = await graphRows(container, Named, {
    entity: "promotion",
    fields: ["id"],
    filters: { code: DEMO_COUPON },
  })
  if (known.length) return
  await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code: DEMO_COUPON,
          type: PromotionType.STANDARD,
          status: PromotionStatus.ACTIVE,
          is_automatic: false,
          application_method: {
            type: ApplicationMethodType.PERCENTAGE,
            target_type: ApplicationMethodTargetType.ITEMS,
            allocation: ApplicationMethodAllocation.ACROSS,
            value: 10,
          },
        },
      ],
    },
  })
}

/** One good with stock that is sent by post, and one coupon of ten percent. Existing rows are not changed. */
export const seedGoods = async (container: MedusaContainer, salesChannelId: string): Promise<void> => {
  await seedFolder(container, salesChannelId)
  await seedCoupon(container)
}
