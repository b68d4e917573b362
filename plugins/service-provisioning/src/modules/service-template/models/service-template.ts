import { model } from "@medusajs/framework/utils"

/** What a product provisions when it is bought: a product has at most one. Its content is in its versions. */
const ServiceTemplate = model.define("service_template", {
  id: model.id({ prefix: "stpl" }).primaryKey(),
  product_id: model.text(),
  /** The version new purchases are sold with; null until one is published. */
  current_version_id: model.text().nullable(),
})

export default ServiceTemplate
