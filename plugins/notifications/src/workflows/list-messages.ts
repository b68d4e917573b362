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

/** Mails requested, newest first, for staff: mailboxes masked, contents left out. */
export const listMessages = async (
  container: MedusaContainer,
  { status, template, limit, offset }: ListMessagesQuery
): Promise<{ messages: AdminMessage[]; count: number }> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data, metadata } = await query.graph({
    entity: "message",
    fields: [...FIELDS],
    filters: { ...(status?.length ? { status } : {}), ...(template ? { template } : {}) },
    pagination: { take: limit, skip: offset, order: { created_at: "DESC" } },
  })
  const messages = data.map((message) => ({
    id: message.id,
    event: message.event,
    template: message.template,
    recipient: maskedAddress(message.recipient),
    status: message.status,
    attempts: message.attempts,
    reason: message.reason,
    sent_at: message.sent_at === null ? null : instant(message.sent_at),
    created_at: instant(message.created_at),
  }))
  return { messages, count: metadata?.count ?? messages.length }
}
