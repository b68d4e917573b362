import { defineLink } from "@medusajs/framework/utils"
import ProductModule from "@medusajs/medusa/product"

import ServiceTemplateModule from "../modules/service-template"

// Read-only: `service_template.product_id` is the truth, held unique by the database, so there is no second table
// of links that could say something else.
export default defineLink(
  { linkable: ProductModule.linkable.product, field: "id" },
  { ...ServiceTemplateModule.linkable.serviceTemplate.id, primaryKey: "product_id" },
  { readOnly: true }
)
