import { registerRetention } from "@atrium/server"

import { messageRetention } from "./data/retention"
import { channels, mailTemplates } from "./extension-points"
import { passwordReset } from "./mail/password-reset"
import { emailChannel } from "./use-cases/deliver-by-email"

mailTemplates.add("notifications", passwordReset)

channels.add("notifications", emailChannel)

registerRetention("message", messageRetention)
