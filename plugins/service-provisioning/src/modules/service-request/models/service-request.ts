import { model } from "@medusajs/framework/utils"

import { SERVICE_REQUEST_STATUSES } from "../../../contracts/statuses"
import { ServiceRequestNote } from "./service-request-note"
import { ServiceRequestStatusHistory } from "./service-request-status-history"
import { ServiceRequestTask } from "./service-request-task"

/**
 * One unit bought of one tier. Provider and affiliate are snapshots that the contexts above fill; the template's
 * version never changes. Written by SQL in `data/`, read here through `query.graph`, which returns the phone number,
 * requirements and intake as they are stored: encrypted.
 */
export const ServiceRequest = model.define("service_request", {
  id: model.id({ prefix: "sreq" }).primaryKey(),
  reference_number: model.text(),
  order_id: model.text(),
  order_line_item_id: model.text(),
  unit: model.number(),
  service_id: model.text(),
  service_title: model.text(),
  service_category: model.text().nullable(),
  tier_id: model.text(),
  tier_title: model.text(),
  template_version_id: model.text(),
  customer_id: model.text().nullable(),
  customer_name: model.text(),
  customer_email: model.text(),
  customer_phone: model.text(),
  customer_phone_index: model.text().nullable(),
  requirements: model.text(),
  intake: model.json(),
  status: model.enum([...SERVICE_REQUEST_STATUSES]),
  provider_id: model.text().nullable(),
  provider_name: model.text().nullable(),
  affiliate_id: model.text().nullable(),
  affiliate_code: model.text().nullable(),
  payment_id: model.text().nullable(),
  payment_provider_id: model.text().nullable(),
  payment_transaction_id: model.text().nullable(),
  payment_amount: model.bigNumber(),
  currency_code: model.text(),
  paid_at: model.dateTime().nullable(),
  refunded_amount: model.bigNumber().default(0),
  refunded_at: model.dateTime().nullable(),
  removed_at: model.dateTime().nullable(),
  due_at: model.dateTime().nullable(),
  clock_stopped_at: model.dateTime().nullable(),
  estimated_contact_hours: model.number(),
  tasks: model.hasMany(() => ServiceRequestTask, { mappedBy: "service_request" }),
  history: model.hasMany(() => ServiceRequestStatusHistory, { mappedBy: "service_request" }),
  notes: model.hasMany(() => ServiceRequestNote, { mappedBy: "service_request" }),
})
