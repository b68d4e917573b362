import { model } from "@medusajs/framework/utils"

import { ServiceRequest } from "./service-request"

/** One move of a service request: from, to, who, why, when. Rows are only ever added. */
export const ServiceRequestStatusHistory = model.define("service_request_status_history", {
  id: model.id({ prefix: "srhist" }).primaryKey(),
  service_request: model.belongsTo(() => ServiceRequest, { mappedBy: "history" }),
  old_status: model.text().nullable(),
  new_status: model.text(),
  actor_type: model.text(),
  actor_id: model.text().nullable(),
  reason: model.text().nullable(),
  request_id: model.text().nullable(),
})
