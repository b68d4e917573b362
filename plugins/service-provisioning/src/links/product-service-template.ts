import { defineLink } from "@medusajs/framework/utils"
import ProductModule from "@medusajs/medusa/product"

import ServiceTemplateModule from "../modules/service-template"

// Read-only: `service_template.product_id` is the source of truth and unique in the database, so there is no link table
// that could contradict it.
export default defineLink(
  { linkable: ProductModule.linkable.product, field: "id" },
  { ...ServiceTemplateModule.linkable.serviceTemplate.id, primaryKey: "product_id" },
  { readOnly: true }
)
