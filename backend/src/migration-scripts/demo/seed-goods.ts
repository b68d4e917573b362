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

type DemoVariant = { title: string; sku: string; stock: number; prices: Record<string, number> }
type DemoGood = { title: string; subtitle: string; handle: string; description: string; variants: DemoVariant[] }

/** In stock, nearly sold out and sold out, so that the pages show each. The folder's stock is used by the tests. */
const DEMO_GOODS: readonly DemoGood[] = [
  {
    title: "Document folder",
    subtitle: "Twelve dividers for the papers of a year",
    handle: DEMO_GOOD,
    description: "A sturdy folder with twelve dividers for the papers of a year. Sent by post.",
    variants: [{ title: "A4", sku: "folder-a4", stock: 100, prices: { inr: 499, usd: 12, eur: 11 } }],
  },
  {
    title: "Record notebook",
    subtitle: "Ruled columns for date, purpose and amount",
    handle: "record-notebook",
    description: "A stitched notebook for cash expenses and mileage, 192 numbered pages. Sent by post.",
    variants: [
      { title: "A5", sku: "notebook-a5", stock: 40, prices: { inr: 349, usd: 9, eur: 8 } },
      { title: "A4", sku: "notebook-a4", stock: 3, prices: { inr: 449, usd: 11, eur: 10 } },
      { title: "Pocket", sku: "notebook-pocket", stock: 0, prices: { inr: 249, usd: 7, eur: 6 } },
    ],
  },
  {
    title: "Company seal",
    subtitle: "A hand press with your company's name",
    handle: "company-seal",
    description: "An embossing press of steel, engraved with the name of your company. Sent by post.",
    variants: [{ title: "40 mm", sku: "seal-40", stock: 0, prices: { inr: 2499, usd: 49, eur: 45 } }],
  },
]

const Stocked = Named.extend({ sku: z.string().nullable(), location_levels: z.array(Named).nullish() })
const WithHandle = z.object({ handle: z.string() })

const seedProducts = async (container: MedusaContainer, salesChannelId: string): Promise<void> => {
  const { locationId, shippingProfileId } = await seedPost(container, salesChannelId)
  const known = await graphRows(container, WithHandle, {
    entity: "product",
    fields: ["handle"],
    filters: { handle: DEMO_GOODS.map(({ handle }) => handle) },
  })
  const missing = DEMO_GOODS.filter(({ handle }) => !known.some((product) => product.handle === handle))
  if (missing.length)
    await createProductsWorkflow(container).run({
      input: {
        products: missing.map(({ variants, ...product }) => ({
          ...product,
          status: ProductStatus.PUBLISHED,
          sales_channels: [{ id: salesChannelId }],
          shipping_profile_id: shippingProfileId,
          options: [{ title: "Size", values: variants.map(({ title }) => title) }],
          variants: variants.map(({ title, sku, prices }, index) => ({
            title,
            sku,
            manage_inventory: true,
            variant_rank: index,
            options: { Size: title },
            prices: Object.entries(prices).map(([currency_code, amount]) => ({ currency_code, amount })),
          })),
        })),
      },
    })
  const stockOf = new Map(DEMO_GOODS.flatMap(({ variants }) => variants.map(({ sku, stock }) => [sku, stock] as const)))
  const items = await graphRows(container, Stocked, {
    entity: "inventory_item",
    fields: ["id", "sku", "location_levels.id"],
    filters: { sku: [...stockOf.keys()] },
  })
  const unstocked = items.filter((item) => !item.location_levels?.length)
  if (unstocked.length)
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: unstocked.map(({ id, sku }) => ({
          inventory_item_id: id,
          location_id: locationId,
          stocked_quantity: stockOf.get(sku ?? "") ?? 0,
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

/** Goods that are sent by post, and one coupon of ten percent. Existing rows are not changed. */
export const seedGoods = async (container: MedusaContainer, salesChannelId: string): Promise<void> => {
  await seedProducts(container, salesChannelId)
  await seedCoupon(container)
}
