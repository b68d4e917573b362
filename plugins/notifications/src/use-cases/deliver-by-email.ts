import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { isMailAddress } from "../domain/mail-address"
import { failureIn } from "../domain/mail-failure"
import type { Channel, Delivery, MailAttachment } from "../extension-points"
import { mailServerPause, postponed } from "../providers/smtp/mail-server"
import { permanentFailure } from "./compose-mail"

const RESOURCE = "message"

/** As core's providers take it. */
const encoded = ({ filename, contentType, content }: MailAttachment) => ({
  filename,
  content: content.toString("base64"),
  content_type: contentType,
  disposition: "attachment",
})

/** How core's error names each email that was not sent, before its reason. */
const REASON_OF = /Failed to send notification with id (\S+):\n/

/** The error that tells the queue what to do: wait for the mail server, give up, or count an attempt. */
const errorOf = (text: string): Error => {
  const failure = failureIn(text)
  if (failure === "down") return postponed(text)
  return failure === "refused" ? permanentFailure(text) : new Error(text)
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What the log says about emails that were sent together and not all accepted. */
const failuresOf = async (
  container: MedusaContainer,
  deliveries: readonly Delivery[],
  error: unknown
): Promise<Map<string, unknown>> => {
  if (deliveries.length === 1) {
    const [, , reason = textOf(error)] = textOf(error).split(REASON_OF)
    return new Map(deliveries.map(({ id }) => [id, errorOf(reason.trim())]))
  }
  const attempts = await container
    .resolve(Modules.NOTIFICATION)
    .listNotifications(
      { resource_id: deliveries.map(({ id }) => id), resource_type: RESOURCE },
      { select: ["id", "status", "resource_id"], order: { created_at: "ASC" } }
    )
  const [, ...named] = textOf(error).split(REASON_OF)
  const reasons = new Map(named.flatMap((id, n) => (n % 2 === 0 ? [[id, named[n + 1]?.trim()] as const] : [])))
  return new Map(
    deliveries.flatMap(({ id }) => {
      const own = attempts.filter(({ resource_id }) => resource_id === id)
      if (own.some(({ status }) => status === "success")) return []
      return [[id, errorOf(reasons.get(own.at(-1)?.id ?? "") ?? "The email was not accepted")]]
    })
  )
}

/**
 * Sends email through Medusa's notification module and its provider. The module's idempotency key does not help: a process
 * that dies before it reaches the mail server leaves the row "pending", and such rows are skipped from then on. Our row
 * lock decides instead; the module keeps the log.
 */
export const emailChannel: Channel = {
  name: "email",
  accepts: isMailAddress,
  pause: mailServerPause,
  deliver: async (container, deliveries) => {
    try {
      await container.resolve(Modules.NOTIFICATION).createNotifications(
        deliveries.map(({ id, to, event, template, subject, html, text, unsubscribeUrl, attachments }) => ({
          to,
          channel: "email",
          template,
          content: { subject, html, text },
          provider_data: { message_id: id, ...(unsubscribeUrl ? { unsubscribe_url: unsubscribeUrl } : {}) },
          trigger_type: event,
          resource_type: RESOURCE,
          resource_id: id,
          ...(attachments.length > 0 ? { attachments: attachments.map(encoded) } : {}),
        }))
      )
      return new Map()
    } catch (error) {
      return failuresOf(container, deliveries, error)
    }
  },
  wasDelivered: async (container, id) => {
    const attempts = await container
      .resolve(Modules.NOTIFICATION)
      .listNotifications({ resource_id: id, resource_type: RESOURCE }, { select: ["id", "status"] })
    return attempts.some(({ status }) => status === "success")
  },
}
