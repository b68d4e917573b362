import { defineWork } from "@atrium/work-queue/contracts"
import { z } from "zod"

/** First try plus three retries, 30 s, 1 min and 2 min apart; then dead on the Operations page. */
export const sendMessageWork = defineWork({
  kind: "notifications.send-message",
  version: 1,
  payload: z.strictObject({ message_id: z.string() }),
  maxAttempts: 4,
  backoffSeconds: 30,
})
