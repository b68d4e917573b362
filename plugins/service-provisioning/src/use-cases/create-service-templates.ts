import { commonErrors, type ErrorDetails } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { z } from "zod"

import { SERVICE_TEMPLATE_CREATED } from "../contracts/templates"
import { clearCatalogueCache } from "../data/catalogue-cache"
import { insertTemplates, type NewTemplate, type TemplateRow } from "../data/service-templates"
import { UNKNOWN_KIND, unknownKinds } from "../domain/task-kind"
import type { TemplateContent } from "../domain/template-content"
import { taskKinds } from "../extension-points"

const Product = z.object({ id: z.string(), variants: z.array(z.object({ id: z.string() })) })

/**
 * Refuses templates of products that do not exist, tiers that are not variants of their product, and tasks of an unknown
 * kind.
 * @throws invalid_input
 */
export const checkTemplates = async (
  container: MedusaContainer,
  templates: readonly { readonly product_id: string; readonly content: TemplateContent }[]
): Promise<void> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "variants.id"],
    filters: { id: templates.map((template) => template.product_id) },
  })
  const products = z.array(Product).parse(data)
  const variantsOf = new Map(products.map(({ id, variants }) => [id, new Set(variants.map((variant) => variant.id))]))
  const details: ErrorDetails = {}
  for (const { product_id, content } of templates) {
    const variants = variantsOf.get(product_id)
    for (const index of unknownKinds(taskKinds.all(), content.tasks))
      details[`content.tasks.${index}.kind`] = UNKNOWN_KIND
    if (!variants) details["product_id"] = "No product exists with this ID"
    else
      content.tiers.forEach((tier, index) => {
        if (!variants.has(tier.variant_id))
          details[`content.tiers.${index}.variant_id`] = "This is not a variant of the service's product"
      })
  }
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
}

/**
 * Creates the service templates of products with their first versions.
 * @throws invalid_input for a product or variant that does not exist
 * @throws conflict for a product that has a template
 */
export const createServiceTemplates = async (
  container: MedusaContainer,
  templates: readonly NewTemplate[]
): Promise<TemplateRow[]> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await checkTemplates(container, templates)
  const written = await knex.transaction((trx) => insertTemplates(trx, templates))
  clearCatalogueCache()
  await container
    .resolve(Modules.EVENT_BUS)
    .emit(written.map(({ id, product_id }) => ({ name: SERVICE_TEMPLATE_CREATED, data: { id, product_id } })))
  return written
}
