import { checkedRows, openedRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { encryptedRequests } from "../data/encrypted-tables"
import { ServiceRequestRow } from "../data/service-requests"
import { TemplateContent } from "../domain/template-content"

const Row = openedRow(
  encryptedRequests,
  ServiceRequestRow.extend({ routing: TemplateContent.shape.routing, estimated_contact_hours: z.int() })
)

/** A request and what its service needs of a provider, as its pinned template version defines it. */
export type RequestToAssign = {
  readonly request: ServiceRequestRow
  readonly routing: TemplateContent["routing"]
  readonly estimated_contact_hours: number
}

/** What is needed to choose a request's provider; null when there is no such request. */
export const readRequestToAssign = async (knex: Knex, id: string): Promise<RequestToAssign | null> => {
  const rows = await knex("service_request")
    .join({ version: "service_template_version" }, "version.id", "service_request.template_version_id")
    .where("service_request.id", id)
    .whereNull("service_request.deleted_at")
    .select("service_request.*", knex.raw("version.content -> 'routing' AS routing"))
  const [row] = checkedRows(Row, rows)
  if (!row) return null
  const { routing, estimated_contact_hours, ...request } = row
  return { request, routing, estimated_contact_hours }
}
