import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import { z } from "zod"

import type { TierOnSale } from "../domain/purchasable"
import type { TemplateContent } from "../domain/template-content"

export type PriceContext = { currency_code: string; region_id: string }

type VariantPrice = {
  /** Major units. */
  amount: number
  /** True when tax is in the amount. */
  taxIncluded: boolean
}

const CalculatedPrice = z.object({
  id: z.string(),
  calculated_amount: z.union([z.number(), z.string().transform(Number)]).nullable(),
  is_calculated_price_tax_inclusive: z.boolean().nullish(),
})

/** Prices of price sets as Medusa's pricing computes them for a region: price set id → price, where there is one. */
const loadPrices = async (
  container: MedusaContainer,
  priceSetIds: readonly string[],
  { currency_code, region_id }: PriceContext
): Promise<Map<string, VariantPrice>> => {
  if (!priceSetIds.length) return new Map()
  const calculated = await container
    .resolve(Modules.PRICING)
    .calculatePrices({ id: [...priceSetIds] }, { context: { currency_code, region_id } })
  return new Map(
    z
      .array(CalculatedPrice)
      .parse(calculated)
      .flatMap((price): [string, VariantPrice][] =>
        price.calculated_amount === null
          ? []
          : [
              [
                price.id,
                { amount: price.calculated_amount, taxIncluded: price.is_calculated_price_tax_inclusive ?? false },
              ],
            ]
      )
  )
}

/** What we read of Medusa's products; parsed, because a graph's answer has no type of its own. */
const ProductRow = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  description: z.string().nullish(),
  thumbnail: z.string().nullish(),
  type_id: z.string().nullish(),
  images: z.array(z.object({ url: z.string(), rank: z.number().nullish() })).nullish(),
  categories: z
    .array(
      z.object({ handle: z.string(), name: z.string(), is_active: z.boolean(), is_internal: z.boolean() }).nullish()
    )
    .nullish(),
  status: z.string(),
  sales_channels_link: z.array(z.object({ sales_channel_id: z.string() }).nullish()).nullish(),
  variants: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      price_set_link: z.object({ price_set_id: z.string() }).nullish(),
    })
  ),
})

export type CatalogueProduct = Omit<z.infer<typeof ProductRow>, "variants"> & {
  variants: { id: string; title: string; price: VariantPrice | undefined }[]
}

const FIELDS = [
  ...["id", "title", "handle", "type_id", "status"],
  ...["categories.handle", "categories.name", "categories.is_active", "categories.is_internal"],
  ...["variants.id", "variants.title", "variants.price_set_link.price_set_id"],
]
const TO_SHOW = ["description", "thumbnail", "images.url", "images.rank"]

export type LoadProducts = PriceContext & {
  ids: readonly string[]
  /** Prices of these variants only; of all without it. */
  variantIds?: readonly string[]
  /** Also pictures and descriptions. */
  toShow?: boolean
}

/** Published products with their variants' prices as this region and currency have them. */
export const loadCatalogueProducts = async (
  container: MedusaContainer,
  { ids, variantIds, toShow, ...place }: LoadProducts
): Promise<CatalogueProduct[]> => {
  if (!ids.length) return []
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: [...FIELDS, ...(toShow ? TO_SHOW : []), ...["sales_channels_link.sales_channel_id"]],
    filters: { id: [...ids], status: ProductStatus.PUBLISHED },
  })
  const rows = z.array(ProductRow).parse(data)
  const priced = rows
    .flatMap((product) => product.variants)
    .filter((variant) => !variantIds || variantIds.includes(variant.id))
    .flatMap(({ price_set_link: link }) => (link ? [link.price_set_id] : []))
  const prices = await loadPrices(container, priced, place)
  return rows.map((product) => ({
    ...product,
    variants: product.variants.map(({ id, title, price_set_link: link }) => ({
      id,
      title,
      price: link ? prices.get(link.price_set_id) : undefined,
    })),
  }))
}

/** A tier of the product, as the question whether it can be bought asks for it. */
export const tierOnSale = (product: CatalogueProduct, tierId: string, content: TemplateContent): TierOnSale => ({
  tierId,
  content,
  published: product.status === ProductStatus.PUBLISHED,
  salesChannelIds: (product.sales_channels_link ?? []).flatMap((link) => link?.sales_channel_id ?? []),
  priced: product.variants.some(({ id, price }) => id === tierId && price !== undefined),
})

/** The product's categories that a shopper may see. */
export const shownCategories = (product: CatalogueProduct): { handle: string; name: string }[] =>
  (product.categories ?? []).flatMap((category) =>
    category?.is_active && !category.is_internal ? [{ handle: category.handle, name: category.name }] : []
  )

/** Where a product without a category is listed. */
export const OTHER_CATEGORY = "other"

/** Handles of the categories a shopper may see, the first being the one shown. */
export const categoriesOf = (product: CatalogueProduct): [string, ...string[]] => {
  const [first, ...rest] = shownCategories(product).map(({ handle }) => handle)
  return first === undefined ? [OTHER_CATEGORY] : [first, ...rest]
}
