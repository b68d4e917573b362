import { commonErrors, type ErrorDetails } from "@atrium/kernel"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { TemplateContent } from "../domain/template-content"

type CheckTemplateTiers = { templates: { product_id: string; content: TemplateContent }[] }

/** Refuses templates of products that do not exist, and tiers that are not variants of their product. */
export const checkTemplateTiersStep = createStep(
  "check-template-tiers",
  async ({ templates }: CheckTemplateTiers, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: products } = await query.graph({
      entity: "product",
      fields: ["id", "variants.id"],
      filters: { id: templates.map((template) => template.product_id) },
    })
    const variantsOf = new Map(
      products.map((product) => [product.id, new Set(product.variants.map((variant: { id: string }) => variant.id))])
    )
    const details: ErrorDetails = {}
    for (const { product_id, content } of templates) {
      const variants = variantsOf.get(product_id)
      if (!variants) details["product_id"] = "There is no such product"
      else
        content.tiers.forEach((tier, index) => {
          if (!variants.has(tier.variant_id))
            details[`content.tiers.${index}.variant_id`] = "This is not a variant of the service's product"
        })
    }
    if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
    return new StepResponse(undefined)
  }
)
