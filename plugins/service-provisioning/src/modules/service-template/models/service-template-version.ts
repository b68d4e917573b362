import { model } from "@medusajs/framework/utils"

/** One state of a template. A row never changes: a trigger refuses UPDATE and DELETE (see the migration). */
const ServiceTemplateVersion = model.define("service_template_version", {
  id: model.id({ prefix: "stplv" }).primaryKey(),
  template_id: model.text(),
  number: model.number(),
  content: model.json(),
  created_by: model.text().nullable(),
})

export default ServiceTemplateVersion
