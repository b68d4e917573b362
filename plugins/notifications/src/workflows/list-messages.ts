import { sortOf } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { AdminMessage, ListMessagesQuery } from "../contracts"
import { maskedAddress } from "../domain/mail-address"

const FIELDS = [
  "id",
  "event",
  "template",
  "recipient",
  "status",
  "attempts",
  "reason",
  "sent_at",
  "created_at",
] as const

const instant = (value: Date | string): string => new Date(value).toISOString()

type MessageRow = Omit<AdminMessage, "sent_at" | "created_at"> & {
  sent_at: Date | string | null
  created_at: Date | string
}

/** What staff see of a message, field by field. */
export const adminMessageOf = (message: MessageRow): AdminMessage => ({
  id: message.id,
  event: message.event,
  template: message.template,
  recipient: maskedAddress(message.recipient),
  status: message.status,
  attempts: message.attempts,
  reason: message.reason,
  sent_at: message.sent_at === null ? null : instant(message.sent_at),
  created_at: instant(message.created_at),
})

/** Emails requested, for staff: addresses masked, contents left out. */
export const listMessages = async (
  container: MedusaContainer,
  { status, template, q, order, limit, offset }: ListMessagesQuery
): Promise<{ messages: AdminMessage[]; count: number }> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { field, direction } = sortOf(order)
  const { data, metadata } = await query.graph({
    entity: "message",
    fields: [...FIELDS],
    filters: { ...(q ? { q } : {}), ...(status?.length ? { status } : {}), ...(template ? { template } : {}) },
    pagination: { take: limit, skip: offset, order: { [field]: direction, id: "asc" } },
  })
  return { messages: data.map(adminMessageOf), count: metadata?.count ?? data.length }
}
