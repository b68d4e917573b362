import { likeContaining, listPage, nullable } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { AdminMessage, ListMessagesQuery } from "../contracts"
import { MessageRow } from "../data/outbox"
import { maskedAddress } from "../domain/mail-address"

/** A message as staff see it. */
export const adminMessageOf = ({ id, event, template, channel, recipient, ...row }: MessageRow): AdminMessage => ({
  id,
  event,
  template,
  channel,
  recipient: maskedAddress(recipient),
  status: row.status,
  attempts: row.attempts,
  reason: row.reason,
  sent_at: row.sent_at,
  created_at: row.created_at,
})

/** As in the index of the migration. */
const SEARCHED = "lower(event || ' ' || template)"

const SORTED = {
  created_at: "created_at",
  sent_at: nullable("sent_at"),
  status: "status",
  template: "template",
  attempts: "attempts",
} as const

/** Requested messages for staff, with masked addresses and without contents. */
export const listMessages = async (
  container: MedusaContainer,
  { status, template, q, order, limit, offset }: ListMessagesQuery
): Promise<{ messages: AdminMessage[]; count: number }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const matching = knex("message").modify((builder) => {
    if (q) void builder.whereRaw(`${SEARCHED} LIKE ?`, [likeContaining(q.toLowerCase())])
    if (status?.length) void builder.whereIn("status", status)
    if (template) void builder.where({ template })
  })
  const { rows, count } = await listPage(knex, {
    schema: MessageRow,
    matching,
    rows: knex("message").select(Object.keys(MessageRow.shape)),
    id: "id",
    searched: q ? { rows: knex("message"), as: "message" } : undefined,
    sorted: SORTED,
    order,
    limit,
    offset,
  })
  return { messages: rows.map(adminMessageOf), count }
}
