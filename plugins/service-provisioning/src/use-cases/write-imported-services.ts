import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createAndLinkProductOptionsToProductWorkflow,
  createProductsWorkflow,
  createProductVariantsWorkflow,
  deleteProductsWorkflow,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { contentFrom } from "../domain/import-content"
import { changesTemplate } from "../domain/import-plan"
import type { CurrentService, PlannedTier, ServicePlan } from "../domain/import-types"
import { TemplateContent } from "../domain/template-content"
import { createServiceTemplates } from "./create-service-templates"
import { pricesOf, variantChange } from "./imported-prices"
import { currentServices, readProducts, shopCategories } from "./read-current-services"
import { updateServiceTemplate } from "./update-service-template"

export type ImportedService = {
  /** Its number within the file. */
  readonly service: number
  readonly plan: ServicePlan
  /** What the shop has under its handle. */
  readonly current: CurrentService | undefined
  readonly createdBy: string | null
}

/** Why services were not saved, by their number within the file. */
export type Failures = Map<number, unknown>

/**
 * Saves services together and, if that fails, one by one, so that only the one that can't be saved is left out.
 * @param save all or nothing
 */
const saveEach = async (
  services: readonly ImportedService[],
  save: (services: readonly ImportedService[]) => Promise<unknown>
): Promise<Failures> => {
  const failures: Failures = new Map()
  if (services.length === 0) return failures
  try {
    await save(services)
  } catch (error) {
    const [only, ...others] = services
    if (only && others.length === 0) failures.set(only.service, error)
    else
      for (const one of services)
        for (const [service, reason] of await saveEach([one], save)) failures.set(service, reason)
  }
  return failures
}

const without = (services: readonly ImportedService[], failures: Failures) =>
  services.filter(({ service }) => !failures.has(service))

const OPTION = "Tier"

const variantOf = (tier: PlannedTier, option: string) => ({
  title: tier.tier,
  ...(tier.tier_sku === null ? {} : { sku: tier.tier_sku }),
  manage_inventory: false,
  variant_rank: tier.tier_position,
  options: { [option]: tier.tier },
  prices: pricesOf(tier),
})

const Store = z.object({ default_sales_channel_id: z.string().nullable() })

const defaultChannel = async (container: MedusaContainer): Promise<{ id: string }[]> => {
  const [store] = await graphRows(container, Store, {
    entity: "store",
    fields: ["default_sales_channel_id"],
    pagination: { skip: 0, take: 1 },
  })
  return store?.default_sales_channel_id ? [{ id: store.default_sales_channel_id }] : []
}

type Shop = { readonly categories: ReadonlyMap<string, string>; readonly channels: { id: string }[] }

const categoryIds = ({ facts }: ServicePlan, { categories }: Pick<Shop, "categories">): string[] =>
  facts.category.flatMap((handle) => categories.get(handle) ?? [])

// No shipping profile and no stock: work is not sent by post and does not run out.
const productOf = (plan: ServicePlan, shop: Shop) => ({
  title: plan.facts.title,
  handle: plan.handle,
  ...(plan.facts.description === null ? {} : { description: plan.facts.description }),
  // Published with its template: without one, the store would list it as a good.
  status: "draft" as const,
  category_ids: categoryIds(plan, shop),
  sales_channels: shop.channels,
  options: [{ title: OPTION, values: plan.tiers.map(({ tier }) => tier) }],
  variants: plan.tiers.map((tier) => variantOf(tier, OPTION)),
})

const contentOf = (plan: ServicePlan, variants: readonly { id: string; title: string }[]): TemplateContent => {
  const ids = new Map(variants.map(({ title, id }) => [title, id]))
  // An existing variant is known by its id, whatever other variants are called.
  const known = new Map(plan.tiers.flatMap(({ tier, variantId }) => (variantId ? [[tier, variantId] as const] : [])))
  return TemplateContent.parse(contentFrom(plan, (tier) => known.get(tier) ?? ids.get(tier)))
}

const createProducts = async (container: MedusaContainer, services: readonly ImportedService[]): Promise<Failures> => {
  // After an interruption, the product may be there already.
  const fresh = services.filter(({ current }) => !current)
  const shop = { categories: await shopCategories(container), channels: await defaultChannel(container) }
  return saveEach(fresh, (some) =>
    createProductsWorkflow(container).run({ input: { products: some.map(({ plan }) => productOf(plan, shop)) } })
  )
}

const templatesOf = async (container: MedusaContainer, services: readonly ImportedService[]) => {
  const products = await currentServices(
    container,
    services.map(({ plan }) => plan.handle)
  )
  return ({ plan, createdBy }: ImportedService) => {
    const product = products.get(plan.handle)
    if (!product) throw new Error(`The product ${plan.handle} was not created`)
    const variants = product.tiers.map(({ tier, variantId }) => ({ title: tier, id: variantId }))
    return { product_id: product.productId, content: contentOf(plan, variants), publish: true, created_by: createdBy }
  }
}

/** Removes products that got no template, which would be goods. */
const removeProducts = async (container: MedusaContainer, services: readonly ImportedService[]): Promise<void> => {
  if (services.length === 0) return
  const products = await currentServices(
    container,
    services.map(({ plan }) => plan.handle)
  )
  const ids = [...products.values()].flatMap(({ productId, template }) => (template ? [] : productId))
  if (ids.length > 0) await deleteProductsWorkflow(container).run({ input: { ids } })
}

/** Creates services as products with their templates. Each service is created whole, or not at all with the reason. */
export const createImportedServices = async (
  container: MedusaContainer,
  services: readonly ImportedService[]
): Promise<Failures> => {
  if (services.length === 0) return new Map()
  const failures = await createProducts(container, services)
  const made = without(services, failures)
  const templateOf = await templatesOf(container, made)
  const untemplated = await saveEach(made, (some) => createServiceTemplates(container, some.map(templateOf)))
  await removeProducts(
    container,
    made.filter(({ service }) => untemplated.has(service))
  )
  const products = await currentServices(
    container,
    made.map(({ plan }) => plan.handle)
  )
  const unpublished = await saveEach(
    without(made, untemplated).filter(({ plan }) => plan.facts.status !== "draft"),
    (some) =>
      updateProductsWorkflow(container).run({
        input: {
          products: some.map(({ plan }) => ({
            id: products.get(plan.handle)?.productId ?? "",
            status: plan.facts.status,
          })),
        },
      })
  )
  return new Map([...failures, ...untemplated, ...unpublished])
}

const PRODUCT_COLUMNS = ["title", "description", "status", "category"] as const

const changesProduct = ({ plan }: ImportedService) => PRODUCT_COLUMNS.some((column) => plan.changed.has(column))

const productChange = ({ plan, current }: ImportedService, categories: ReadonlyMap<string, string>) => ({
  id: current?.productId ?? "",
  ...(plan.changed.has("title") ? { title: plan.facts.title } : {}),
  ...(plan.changed.has("description") ? { description: plan.facts.description } : {}),
  ...(plan.changed.has("status") ? { status: plan.facts.status } : {}),
  ...(plan.changed.has("category") ? { category_ids: categoryIds(plan, { categories }) } : {}),
})

const changeVariants = async (container: MedusaContainer, services: readonly ImportedService[]): Promise<Failures> => {
  const tiersOf = ({ plan }: ImportedService) =>
    plan.tiers.filter(({ tier, variantId }) => variantId && plan.changedTiers.has(tier))
  const changing = services.filter((one) => tiersOf(one).length > 0)
  if (changing.length === 0) return new Map()
  const products = await readProducts(container, { id: changing.map(({ current }) => current?.productId ?? "") })
  const stored = new Map(products.flatMap(({ variants }) => variants).map((variant) => [variant.id, variant]))
  return saveEach(changing, (some) =>
    updateProductVariantsWorkflow(container).run({
      input: {
        product_variants: some.flatMap(tiersOf).flatMap((tier) => {
          const variant = stored.get(tier.variantId ?? "")
          return variant ? [variantChange(tier, variant)] : []
        }),
      },
    })
  )
}

/** Adds the tiers that the product does not have, as values of its one option. */
const addVariants = async (container: MedusaContainer, { plan, current }: ImportedService): Promise<void> => {
  const added = plan.tiers.filter(({ variantId }) => variantId === null)
  if (added.length === 0 || !current) return
  const [product] = await readProducts(container, { id: [current.productId] })
  const [option] = product?.options ?? []
  if (!product || !option) throw new Error(`The product ${plan.handle} has no option`)
  // After an interruption, some may be there already.
  const missing = added.filter(({ tier }) => !product.variants.some(({ title }) => title === tier))
  if (missing.length === 0) return
  const values = missing.flatMap(({ tier }) =>
    option.values.some(({ value }) => value === tier) ? [] : { value: tier }
  )
  if (values.length > 0)
    await createAndLinkProductOptionsToProductWorkflow(container).run({
      input: { product_id: product.id, update: [{ product_option_id: option.id, add: values }] },
    })
  await createProductVariantsWorkflow(container).run({
    input: {
      product_variants: missing.map((tier) => ({ product_id: product.id, ...variantOf(tier, option.title) })),
    },
  })
}

const changeTemplate = async (
  container: MedusaContainer,
  { plan, current, createdBy }: ImportedService
): Promise<void> => {
  if (!current?.template || !changesTemplate(plan.changed)) return
  const variants = plan.tiers.some(({ variantId }) => variantId === null)
    ? (await readProducts(container, { id: [current.productId] })).flatMap((product) => product.variants)
    : []
  await updateServiceTemplate(container, {
    template_id: current.template.id,
    content: contentOf(plan, variants),
    publish: current.template.publish,
    created_by: createdBy,
    updated_at: current.template.updatedAt,
  })
}

/**
 * Updates services: their products, prices and SKUs, new tiers, then a new version of their templates. What was saved
 * before an error stays; importing the lines again completes it.
 */
export const updateImportedServices = async (
  container: MedusaContainer,
  services: readonly ImportedService[]
): Promise<Failures> => {
  const failures: Failures = new Map()
  const note = (found: Failures) => {
    for (const [service, error] of found) failures.set(service, error)
  }
  const categories = await shopCategories(container)
  note(
    await saveEach(services.filter(changesProduct), (some) =>
      updateProductsWorkflow(container).run({
        input: { products: some.map((one) => productChange(one, categories)) },
      })
    )
  )
  note(await changeVariants(container, without(services, failures)))
  for (const one of without(services, failures))
    note(
      await saveEach([one], async () => {
        await addVariants(container, one)
        await changeTemplate(container, one)
      })
    )
  return failures
}
