import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus, QueryContext } from "@medusajs/framework/utils"
import { z } from "zod"

const money = z.union([z.number(), z.string().transform(Number)])

/** What we read of Medusa's products; parsed, because a graph's answer has no type of its own. */
const CatalogueProduct = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  description: z.string().nullish(),
  thumbnail: z.string().nullish(),
  type_id: z.string().nullish(),
  created_at: z.coerce.date(),
  images: z.array(z.object({ url: z.string(), rank: z.number().nullish() })).nullish(),
  categories: z
    .array(
      z.object({ handle: z.string(), name: z.string(), is_active: z.boolean(), is_internal: z.boolean() }).nullish()
    )
    .nullish(),
  sales_channels_link: z.array(z.object({ sales_channel_id: z.string() }).nullish()).nullish(),
  variants: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      calculated_price: z
        .object({
          calculated_amount: money.nullable(),
          currency_code: z.string().nullish(),
          is_calculated_price_tax_inclusive: z.boolean().nullish(),
        })
        .nullish(),
    })
  ),
})
export type CatalogueProduct = z.infer<typeof CatalogueProduct>

const FIELDS = [
  ...["id", "title", "handle", "description", "thumbnail", "type_id", "created_at"],
  ...["images.url", "images.rank"],
  ...["categories.handle", "categories.name", "categories.is_active", "categories.is_internal"],
  ...["variants.id", "variants.title", "variants.calculated_price.*"],
  "sales_channels_link.sales_channel_id",
]

export type PriceContext = { currency_code: string; region_id?: string | undefined }

/** Published products with their variants' prices as this region and currency have them. */
export const loadCatalogueProducts = async (
  container: MedusaContainer,
  productIds: readonly string[],
  prices: PriceContext
): Promise<CatalogueProduct[]> => {
  if (!productIds.length) return []
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: FIELDS,
    filters: { id: [...productIds], status: ProductStatus.PUBLISHED },
    context: { variants: { calculated_price: QueryContext(prices) } },
  })
  return z.array(CatalogueProduct).parse(data)
}

/** Is the product sold in one of these channels? */
export const isSoldIn = (product: CatalogueProduct, salesChannelIds: readonly string[]): boolean =>
  product.sales_channels_link?.some((link) => link && salesChannelIds.includes(link.sales_channel_id)) ?? false

/** The product's categories that a shopper may see. */
export const shownCategories = (product: CatalogueProduct): { handle: string; name: string }[] =>
  (product.categories ?? []).flatMap((category) =>
    category?.is_active && !category.is_internal ? [{ handle: category.handle, name: category.name }] : []
  )

/** Where a product stands that has no category. */
export const OTHER_CATEGORY = "other"

/** Handles of the categories a shopper may see, the first being the one shown. */
export const categoriesOf = (product: CatalogueProduct): [string, ...string[]] => {
  const [first, ...rest] = shownCategories(product).map(({ handle }) => handle)
  return first === undefined ? [OTHER_CATEGORY] : [first, ...rest]
}
