import { registerRetention } from "@atrium/server"
import { messageRetention } from "../data/retention"
import { registerWorkHandler } from "@atrium/work-queue/workflows"

import { sendMessageWork } from "../contracts"
import { sendMessage } from "./send-message"

// Longer than every timeout of the mail connection together, so that an attempt ends itself and knows why.
registerWorkHandler(sendMessageWork, ({ message_id }, context) => sendMessage(message_id, context), {
  timeoutSeconds: 45,
})

registerRetention("message", messageRetention)
