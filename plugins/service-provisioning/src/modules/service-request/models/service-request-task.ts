import { model } from "@medusajs/framework/utils"

import { TASK_HOLDERS, TASK_STATUSES } from "../../../contracts/statuses"
import { ServiceRequest } from "./service-request"

/** A piece of a service request's work. */
export const ServiceRequestTask = model.define("service_request_task", {
  id: model.id({ prefix: "srtask" }).primaryKey(),
  service_request: model.belongsTo(() => ServiceRequest, { mappedBy: "tasks" }),
  key: model.text(),
  kind: model.text().nullable(),
  name: model.text(),
  description: model.text(),
  status: model.enum([...TASK_STATUSES]),
  holder: model.enum([...TASK_HOLDERS]),
  waiting_reason: model.text().nullable(),
  visible_to_client: model.boolean(),
  depends_on: model.json(),
  due_at: model.dateTime().nullable(),
  completed_at: model.dateTime().nullable(),
  metadata: model.json(),
  sort_order: model.number(),
})
