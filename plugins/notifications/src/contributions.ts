import {
  encryptedTables,
  eraseBySql,
  keptFor,
  keptTables,
  knexOf,
  personalData,
  readBySql,
  retentionRules,
} from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"
import { readPostponedWork } from "@atrium/work-queue/use-cases"
import { Modules } from "@medusajs/framework/utils"

import { sendMessageWork } from "./contracts"
import { countFailedMessages } from "./data/outbox"
import { encryptedMessages } from "./data/encrypted-messages"
import { messagePersonalData } from "./data/personal-data"
import { messageRetention } from "./data/retention"
import { GETTING_STARTED } from "./domain/mail-categories"
import { channels, mailCategories, mailRecipients, mailTemplates } from "./extension-points"
import { passwordReset } from "./mail/password-reset"
import { emailChannel } from "./use-cases/deliver-by-email"

mailTemplates.add("notifications", passwordReset)

mailCategories.add("notifications", {
  key: GETTING_STARTED,
  label: "Getting started",
  description: "A welcome when you create an account, and what to do next after a purchase.",
  audience: "customer",
})

channels.add("notifications", emailChannel)

mailRecipients.add("notifications", {
  actor: "customer",
  addressOf: async (container, id) => {
    const [customer] = await container.resolve(Modules.CUSTOMER).listCustomers({ id: [id] }, { select: ["email"] })
    return customer?.email ?? null
  },
})

retentionRules.add("notifications", messageRetention)
keptTables.addAll("notifications", keptFor("what readers have unsubscribed from stays off", ["mail_opt_out"]))
personalData.add("notifications", {
  table: "mail_opt_out",
  what: "which emails the person turned off",
  erasure: "deleted",
  read: readBySql("SELECT email, category, created_at FROM mail_opt_out WHERE email = ANY(:emails)"),
  erase: eraseBySql("DELETE FROM mail_opt_out WHERE email = ANY(:emails)"),
})
// Last, because what runs before may still request emails.
personalData.add("notifications", messagePersonalData, { order: 300 })
encryptedTables.add("notifications", encryptedMessages)

reportRows.add("notifications", {
  name: "notifications.failed-emails",
  label: "Emails that could not be sent",
  page: "/operations/emails",
  read: async (container) => {
    const value = await countFailedMessages(knexOf(container))
    return { value, needs_attention: value > 0 }
  },
})

reportRows.add("notifications", {
  name: "notifications.waiting-emails",
  label: "Emails waiting because the mail server can't be reached",
  page: "/operations/emails",
  read: async (container) => {
    const { count, since } = await readPostponedWork(container, sendMessageWork.kind)
    return { value: count, needs_attention: count > 0, since }
  },
})
