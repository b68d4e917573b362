import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"

import { sendMessageWork } from "./contracts"
import { sendMessage } from "./use-cases/send-message"

workHandlers.add(
  "notifications",
  // Longer than the timeouts of the SMTP connection together, so that an attempt ends with the server's error.
  workHandler(sendMessageWork, ({ message_id }, context) => sendMessage(message_id, context), { timeoutSeconds: 45 })
)
