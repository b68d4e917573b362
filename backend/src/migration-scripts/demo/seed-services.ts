import { graphRows } from "@atrium/server"
import { createServiceTemplates } from "@atrium/service-provisioning/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ProductStatus } from "@medusajs/framework/utils"
import { createProductCategoriesWorkflow, createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { DEMO_CATEGORIES, DEMO_SERVICES } from "./catalogue"
import { contentOf, type DemoService } from "./describe-service"

const Category = z.object({ id: z.string(), handle: z.string() })
const Product = Category.extend({
  variants: z.array(z.object({ id: z.string(), sku: z.string().nullable() })),
  service_template: z.unknown(),
})

const seedCategories = async (container: MedusaContainer): Promise<Map<string, string>> => {
  const known = await graphRows(container, Category, { entity: "product_category", fields: ["id", "handle"] })
  const missing = DEMO_CATEGORIES.filter(({ handle }) => !known.some((category) => category.handle === handle))
  const created = missing.length
    ? (
        await createProductCategoriesWorkflow(container).run({
          input: { product_categories: missing.map((category) => ({ ...category, is_active: true })) },
        })
      ).result
    : []
  return new Map([...known, ...created].map(({ handle, id }) => [handle, id]))
}

const OPTION = "Tier"

// No shipping profile and no stock: work is not sent by post and does not run out.
const productOf = (service: DemoService, categoryId: string | undefined, salesChannelId: string) => ({
  title: service.title,
  handle: service.handle,
  description: service.description,
  status: ProductStatus.PUBLISHED,
  category_ids: categoryId ? [categoryId] : [],
  sales_channels: [{ id: salesChannelId }],
  options: [{ title: OPTION, values: service.tiers.map((tier) => tier.name) }],
  variants: service.tiers.map((tier, index) => ({
    title: tier.name,
    sku: `${service.handle}-${index + 1}`,
    manage_inventory: false,
    variant_rank: index,
    options: { [OPTION]: tier.name },
    prices: Object.entries(tier.prices).map(([currency_code, amount]) => ({ currency_code, amount })),
  })),
})

/** Categories, the services as products, and their templates. Existing rows are not changed. */
export const seedServices = async (container: MedusaContainer, salesChannelId: string): Promise<void> => {
  const categories = await seedCategories(container)
  const handles = DEMO_SERVICES.map(({ handle }) => handle)
  const findProducts = async () =>
    await graphRows(container, Product, {
      entity: "product",
      fields: ["id", "handle", "variants.id", "variants.sku", "service_template.id"],
      filters: { handle: handles },
    })
  const known = await findProducts()
  const missing = DEMO_SERVICES.filter(({ handle }) => !known.some((product) => product.handle === handle))
  if (missing.length)
    await createProductsWorkflow(container).run({
      input: {
        products: missing.map((service) => productOf(service, categories.get(service.category), salesChannelId)),
      },
    })
  const templates = (missing.length ? await findProducts() : known).flatMap((product) => {
    const position = DEMO_SERVICES.findIndex(({ handle }) => handle === product.handle)
    const service = DEMO_SERVICES[position]
    if (!service || product.service_template) return []
    const bySku = new Map<string | null, string>(
      product.variants.map(({ sku, id }): [string | null, string] => [sku, id])
    )
    const variantIds = service.tiers.flatMap((_, index) => bySku.get(`${service.handle}-${index + 1}`) ?? [])
    const content = contentOf(service, variantIds, position)
    return [{ product_id: product.id, content, publish: true, created_by: null }]
  })
  if (templates.length) await createServiceTemplates(container, templates)
}
