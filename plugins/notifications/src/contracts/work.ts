import { defineWork } from "@atrium/work-queue/contracts"
import { z } from "zod"

/** One attempt and three retries after 30 s, 1 min and 2 min; then it is dead and appears on the Operations page. */
export const sendMessageWork = defineWork({
  kind: "notifications.send-message",
  version: 1,
  payload: z.strictObject({ message_id: z.string() }),
  maxAttempts: 4,
  backoffSeconds: 30,
})
