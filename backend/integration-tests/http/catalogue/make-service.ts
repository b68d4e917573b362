import { randomUUID } from "node:crypto"

import type { TemplateContent } from "@atrium/service-provisioning/contracts"
import { createServiceTemplates } from "@atrium/service-provisioning/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"

export type MadeService = {
  productId: string
  handle: string
  templateId: string
  variants: { id: string; title: string; prices: Record<string, number> }[]
  content: TemplateContent
}

export type NewService = {
  title?: string
  tiers?: number
  status?: ProductStatus
  channel?: string | null
  publish?: boolean
  content?: Partial<TemplateContent> | ((variants: MadeService["variants"]) => Partial<TemplateContent>)
}

const pricesOf = (tier: number): Record<string, number> => ({ inr: 1000.5 + tier, usd: 20 + tier, eur: 18 + tier })

const channelOf = async (container: MedusaContainer): Promise<string> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "sales_channel", fields: ["id"], filters: { name: "Atrium" } })
  return String(data[0]?.id)
}

const productOf = (handle: string, wish: NewService, channel: string) => {
  const titles = titlesOf(wish)
  const sold = wish.channel === undefined ? channel : wish.channel
  return {
    title: wish.title ?? `Test ${handle}`,
    handle,
    status: wish.status ?? ProductStatus.PUBLISHED,
    sales_channels: sold ? [{ id: sold }] : [],
    options: [{ title: "Tier", values: titles }],
    variants: titles.map((title, at) => ({
      title,
      manage_inventory: false,
      options: { Tier: title },
      prices: Object.entries(pricesOf(at)).map(([currency_code, amount]) => ({ currency_code, amount })),
    })),
  }
}

const titlesOf = (wish: NewService) => Array.from({ length: wish.tiers ?? 2 }, (_, at) => `Tier ${at + 1}`)

const contentOf = (variants: MadeService["variants"], part: Partial<TemplateContent> = {}): TemplateContent => ({
  store_title: null,
  store_description: null,
  short_description: "Made by a test",
  purchasable: true,
  active: true,
  max_quantity: 3,
  sort_order: 500,
  estimated_contact_hours: 8,
  tiers: variants.map(({ id }, at) => ({ variant_id: id, features: [`Feature ${at}`], sort_order: at, active: true })),
  questions: [],
  tasks: [
    {
      key: "work",
      name: "Do the work",
      description: "",
      due_in_days: 3,
      visible_to_client: true,
      depends_on: [],
      holder: "team",
      metadata: {},
    },
  ],
  routing: { skills: [], languages: [], regions: [], effort_hours: 1 },
  ...part,
})

/** Services of a test's own, sold in the storefront's channel unless said otherwise; all of them in two workflows. */
export const makeServices = async (
  container: MedusaContainer,
  wishes: readonly NewService[]
): Promise<MadeService[]> => {
  const channel = await channelOf(container)
  const handles = wishes.map(() => `test-${randomUUID()}`)
  const { result: products } = await createProductsWorkflow(container).run({
    input: { products: wishes.map((wish, at) => productOf(String(handles[at]), wish, channel)) },
  })
  const made = wishes.map((wish, at) => {
    const handle = String(handles[at])
    const product = products.find((candidate) => candidate.handle === handle)
    if (!product) throw new Error("No product")
    const variants = titlesOf(wish).flatMap((title, tier) => {
      const variant = product.variants.find((candidate) => candidate.title === title)
      return variant ? [{ id: variant.id, title, prices: pricesOf(tier) }] : []
    })
    const part = typeof wish.content === "function" ? wish.content(variants) : wish.content
    return { productId: product.id, handle, variants, content: contentOf(variants, part) }
  })
  const templates = await createServiceTemplates(
    container,
    made.map(({ productId, content }, at) => ({
      product_id: productId,
      content,
      publish: wishes[at]?.publish ?? true,
      created_by: null,
    }))
  )
  return made.map((service) => ({
    ...service,
    templateId: String(templates.find(({ product_id }) => product_id === service.productId)?.id),
  }))
}

/** One service of a test's own. */
export const makeService = async (container: MedusaContainer, wish: NewService = {}): Promise<MadeService> => {
  const [service] = await makeServices(container, [wish])
  if (!service) throw new Error("No service")
  return service
}
