import { knexOf, personalData, retentionRules } from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"

import { countFailedMessages } from "./data/outbox"
import { messagePersonalData } from "./data/personal-data"
import { messageRetention } from "./data/retention"
import { channels, mailTemplates } from "./extension-points"
import { passwordReset } from "./mail/password-reset"
import { emailChannel } from "./use-cases/deliver-by-email"

mailTemplates.add("notifications", passwordReset)

channels.add("notifications", emailChannel)

retentionRules.add("notifications", messageRetention)
// Last, because what runs before may still request emails.
personalData.add("notifications", messagePersonalData, { order: 300 })

reportRows.add("notifications", {
  name: "notifications.failed-emails",
  label: "Emails that could not be sent",
  page: "/operations/emails",
  read: async (container) => {
    const value = await countFailedMessages(knexOf(container))
    return { value, needs_attention: value > 0 }
  },
})
