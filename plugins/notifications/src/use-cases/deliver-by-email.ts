import { Modules } from "@medusajs/framework/utils"

import { isMailAddress } from "../domain/mail-address"
import type { Channel } from "../extension-points"

const RESOURCE = "message"

/**
 * Sends email through Medusa's notification module and its provider. The module's idempotency key does not help: a process
 * that dies before it reaches the mail server leaves the row "pending", and such rows are skipped from then on. Our row
 * lock decides instead; the module keeps the log.
 */
export const emailChannel: Channel = {
  name: "email",
  accepts: isMailAddress,
  deliver: async (container, { id, to, event, template, subject, html, text }) => {
    await container.resolve(Modules.NOTIFICATION).createNotifications({
      to,
      channel: "email",
      template,
      content: { subject, html, text },
      provider_data: { message_id: id },
      trigger_type: event,
      resource_type: RESOURCE,
      resource_id: id,
    })
  },
  wasDelivered: async (container, id) => {
    const attempts = await container
      .resolve(Modules.NOTIFICATION)
      .listNotifications({ resource_id: id, resource_type: RESOURCE }, { select: ["id", "status"] })
    return attempts.some(({ status }) => status === "success")
  },
}
