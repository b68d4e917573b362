import { randomUUID } from "node:crypto"

import type { TemplateContent } from "@atrium/service-provisioning/contracts"
import { createServiceTemplatesWorkflow } from "@atrium/service-provisioning/workflows"
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
  content?: Partial<TemplateContent>
}

const pricesOf = (tier: number): Record<string, number> => ({ inr: 1000.5 + tier, usd: 20 + tier, eur: 18 + tier })

const channelOf = async (container: MedusaContainer): Promise<string> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "sales_channel", fields: ["id"], filters: { name: "Atrium" } })
  return String(data[0]?.id)
}

/** A service of a test's own, sold in the storefront's channel unless said otherwise. */
export const makeService = async (container: MedusaContainer, wish: NewService = {}): Promise<MadeService> => {
  const handle = `test-${randomUUID()}`
  const titles = Array.from({ length: wish.tiers ?? 2 }, (_, at) => `Tier ${at + 1}`)
  const channel = wish.channel === undefined ? await channelOf(container) : wish.channel
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: wish.title ?? `Test ${handle}`,
          handle,
          status: wish.status ?? ProductStatus.PUBLISHED,
          sales_channels: channel ? [{ id: channel }] : [],
          options: [{ title: "Tier", values: titles }],
          variants: titles.map((title, at) => ({
            title,
            manage_inventory: false,
            options: { Tier: title },
            prices: Object.entries(pricesOf(at)).map(([currency_code, amount]) => ({ currency_code, amount })),
          })),
        },
      ],
    },
  })
  const [product] = products
  if (!product) throw new Error("No product")
  const variants = titles.flatMap((title, at) => {
    const variant = product.variants.find((candidate) => candidate.title === title)
    return variant ? [{ id: variant.id, title, prices: pricesOf(at) }] : []
  })
  const content: TemplateContent = {
    store_title: null,
    store_description: null,
    short_description: "Made by a test",
    purchasable: true,
    active: true,
    max_quantity: 3,
    sort_order: 500,
    estimated_contact_hours: 8,
    tiers: variants.map(({ id }, at) => ({
      variant_id: id,
      features: [`Feature ${at}`],
      sort_order: at,
      active: true,
    })),
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
    ...wish.content,
  }
  const { result: templates } = await createServiceTemplatesWorkflow(container).run({
    input: { templates: [{ product_id: product.id, content, publish: wish.publish ?? true, created_by: null }] },
  })
  return { productId: product.id, handle, templateId: String(templates[0]?.id), variants, content }
}
