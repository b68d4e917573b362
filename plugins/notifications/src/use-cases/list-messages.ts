import { sortOf } from "@atrium/kernel"
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

/** Requested messages for staff, with masked addresses and without contents. */
export const listMessages = async (
  container: MedusaContainer,
  { status, template, q, order, limit, offset }: ListMessagesQuery
): Promise<{ messages: AdminMessage[]; count: number }> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { field, direction } = sortOf(order)
  const { data, metadata } = await query.graph({
    entity: "message",
    fields: Object.keys(MessageRow.shape),
    filters: { ...(q ? { q } : {}), ...(status?.length ? { status } : {}), ...(template ? { template } : {}) },
    pagination: { take: limit, skip: offset, order: { [field]: direction, id: "asc" } },
  })
  return { messages: data.map((row) => adminMessageOf(MessageRow.parse(row))), count: metadata?.count ?? data.length }
}
