import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { readTemplates, type TemplateRead } from "../data/service-template-lists"
import type { CurrentService, CurrentTier, ShopFacts } from "../domain/import-types"
import type { Cells } from "../domain/services-file"
import { COPY_COLUMN, priceText, PRODUCT_STATUSES } from "../domain/service-columns"

const Price = z.object({
  id: z.string(),
  amount: z.coerce.number(),
  currency_code: z.string(),
  price_rules: z.array(z.object({ attribute: z.string(), operator: z.string(), value: z.string() })),
  min_quantity: z.coerce.number().nullish(),
  max_quantity: z.coerce.number().nullish(),
  price_list_id: z.string().nullish(),
})
export type StoredPrice = z.infer<typeof Price>

const Variant = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  variant_rank: z.number().nullish(),
  price_set: z.object({ prices: z.array(Price) }).nullish(),
})

const Product = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  status: z.enum(PRODUCT_STATUSES),
  categories: z.array(z.object({ handle: z.string() })),
  options: z.array(z.object({ id: z.string(), title: z.string(), values: z.array(z.object({ value: z.string() })) })),
  variants: z.array(Variant),
})
export type ProductToImport = z.infer<typeof Product>

const FIELDS = [
  "id",
  "handle",
  "title",
  "description",
  "status",
  "categories.handle",
  "options.id",
  "options.title",
  "options.values.value",
  "variants.id",
  "variants.title",
  "variants.sku",
  "variants.variant_rank",
  "variants.price_set.prices.id",
  "variants.price_set.prices.amount",
  "variants.price_set.prices.currency_code",
  "variants.price_set.prices.price_rules.attribute",
  "variants.price_set.prices.price_rules.operator",
  "variants.price_set.prices.price_rules.value",
  "variants.price_set.prices.min_quantity",
  "variants.price_set.prices.max_quantity",
  "variants.price_set.prices.price_list_id",
]

/** The price for everyone, without rules, quantities and price lists. */
export const isPlainPrice = (price: StoredPrice): boolean =>
  !price.price_list_id && price.price_rules.length === 0 && price.min_quantity == null && price.max_quantity == null

const amountText = ({ amount, currency_code: currency }: StoredPrice): string => {
  try {
    return priceText(amount, currency)
  } catch {
    // Entered with more decimals than the currency has.
    return String(amount)
  }
}

const tiersOf = (product: ProductToImport, template: TemplateRead | undefined): CurrentTier[] => {
  const content = contentOf(template)
  const names = new Map(product.variants.map(({ id, title }) => [id, title]))
  return product.variants.map((variant) => {
    const tier = content?.tiers.find(({ variant_id: id }) => id === variant.id)
    const prices = (variant.price_set?.prices ?? []).filter(isPlainPrice)
    return {
      tier: variant.title,
      tier_sku: variant.sku,
      tier_features: tier?.features ?? [],
      tier_active: tier?.active ?? true,
      tier_includes: (tier?.includes ? names.get(tier.includes) : undefined) ?? null,
      tier_duration_days: tier?.duration_days ?? null,
      tier_position: tier?.sort_order ?? 0,
      prices: Object.fromEntries(prices.map((price) => [price.currency_code, amountText(price)])),
      variantId: variant.id,
      listed: tier !== undefined,
    }
  })
}

/** What is sold, or the draft of a service that was never published. */
const contentOf = (template: TemplateRead | undefined) => {
  const versions = template?.versions ?? []
  const sold = versions.find(({ id }) => id === template?.current_version_id)
  return (sold ?? versions.toSorted((one, other) => other.number - one.number)[0])?.content
}

const serviceOf = (product: ProductToImport, template: TemplateRead | undefined): CurrentService => {
  const content = contentOf(template)
  return {
    productId: product.id,
    handle: product.handle,
    facts: {
      title: product.title,
      description: product.description,
      status: product.status,
      category: product.categories.map(({ handle }) => handle).toSorted(),
      short_description: content?.short_description ?? "",
      store_title: content?.store_title ?? null,
      store_description: content?.store_description ?? null,
      keywords: content?.keywords ?? [],
      purchasable: content?.purchasable ?? true,
      active: content?.active ?? true,
      max_quantity: content?.max_quantity ?? 1,
      sort_order: content?.sort_order ?? 0,
      estimated_contact_hours: content?.estimated_contact_hours ?? 24,
      skills: content?.routing.skills ?? [],
      languages: content?.routing.languages ?? [],
      regions: content?.routing.regions ?? [],
      effort_hours: content?.routing.effort_hours ?? 0,
    },
    tiers: tiersOf(product, template),
    options: product.options.map(({ title }) => title),
    template:
      template && content
        ? {
            id: template.id,
            updatedAt: template.updated_at.toISOString(),
            content,
            publish: template.current_version_id !== null,
          }
        : null,
  }
}

/** Products with what an import needs. */
export const readProducts = (
  container: MedusaContainer,
  filters: Record<string, unknown>,
  page?: { skip: number; take: number; order: Record<string, "ASC" | "DESC"> }
): Promise<ProductToImport[]> =>
  graphRows(container, Product, {
    entity: "product",
    fields: FIELDS,
    filters,
    ...(page ? { pagination: page } : {}),
  })

/** The services that these products are; products that are none have no template. */
export const servicesOfProducts = async (
  container: MedusaContainer,
  products: readonly ProductToImport[]
): Promise<CurrentService[]> => {
  if (products.length === 0) return []
  const { rows } = await readTemplates(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), {
    productIds: products.map(({ id }) => id),
    order: "-updated_at",
    limit: products.length,
    offset: 0,
  })
  const templates = new Map(rows.map((template) => [template.product_id, template]))
  return products.map((product) => serviceOf(product, templates.get(product.id)))
}

/** The products with these handles, by handle. */
export const currentServices = async (
  container: MedusaContainer,
  handles: readonly string[]
): Promise<Map<string, CurrentService>> => {
  const wanted = [...new Set(handles)].filter(Boolean)
  const products = wanted.length > 0 ? await readProducts(container, { handle: wanted }) : []
  return new Map((await servicesOfProducts(container, products)).map((service) => [service.handle, service]))
}

const Store = z.object({ supported_currencies: z.array(z.object({ currency_code: z.string() })) })

/** Currencies of the shop, in lower case and sorted. */
export const shopCurrencies = async (container: MedusaContainer): Promise<string[]> => {
  const [store] = await graphRows(container, Store, {
    entity: "store",
    fields: ["supported_currencies.currency_code"],
    pagination: { skip: 0, take: 1 },
  })
  return (store?.supported_currencies ?? []).map(({ currency_code: code }) => code.toLowerCase()).toSorted()
}

const Category = z.object({ id: z.string(), handle: z.string() })

/** Ids of the shop's categories by handle. */
export const shopCategories = async (container: MedusaContainer): Promise<Map<string, string>> =>
  new Map(
    (await graphRows(container, Category, { entity: "product_category", fields: ["id", "handle"] })).map(
      ({ handle, id }) => [handle, id]
    )
  )

const SkuOwner = z.object({ sku: z.string(), product: z.object({ handle: z.string() }).nullish() })

/** What the shop has of what these lines mention. */
export const shopFactsFor = async (container: MedusaContainer, cells: readonly Cells[]): Promise<ShopFacts> => {
  const mentioned = (column: string) => [...new Set(cells.flatMap((line) => line[column] || []))]
  const skus = mentioned("tier_sku")
  const owners = skus.length
    ? await graphRows(container, SkuOwner, {
        entity: "product_variant",
        fields: ["sku", "product.handle"],
        filters: { sku: skus },
      })
    : []
  return {
    categories: new Set((await shopCategories(container)).keys()),
    sources: await currentServices(container, mentioned(COPY_COLUMN)),
    skus: new Map(owners.map(({ sku, product }) => [sku, product?.handle ?? "another product"])),
  }
}
