import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"

import { sendMessageWork } from "./contracts"
import { sendMessage } from "./use-cases/send-message"

workHandlers.add(
  "notifications",
  // Longer than every timeout of the mail connection together, so that an attempt ends itself and knows why.
  workHandler(sendMessageWork, ({ message_id }, context) => sendMessage(message_id, context), { timeoutSeconds: 45 })
)
