import { knexOf, retentionRules } from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"

import { countFailedMessages } from "./data/outbox"
import { messageRetention } from "./data/retention"
import { channels, mailTemplates } from "./extension-points"
import { passwordReset } from "./mail/password-reset"
import { emailChannel } from "./use-cases/deliver-by-email"

mailTemplates.add("notifications", passwordReset)

channels.add("notifications", emailChannel)

retentionRules.add("notifications", messageRetention)

reportRows.add("notifications", {
  name: "notifications.failed-emails",
  label: "Emails that could not be sent",
  page: "/operations/emails",
  read: async (container) => {
    const value = await countFailedMessages(knexOf(container))
    return { value, needs_attention: value > 0 }
  },
})
