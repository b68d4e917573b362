import { model } from "@medusajs/framework/utils"

import { ServiceRequest } from "./service-request"

/** What staff write down about a request; never shown to the customer. */
export const ServiceRequestNote = model.define("service_request_note", {
  id: model.id({ prefix: "srnote" }).primaryKey(),
  service_request: model.belongsTo(() => ServiceRequest, { mappedBy: "notes" }),
  text: model.text(),
  actor_type: model.text(),
  actor_id: model.text().nullable(),
})
