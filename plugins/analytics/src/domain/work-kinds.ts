import { defineWork, workOf, type WorkToEnqueue } from "@atrium/work-queue/contracts"
import { z } from "zod"

const WINDOW_MS = 5 * 60_000

/** Sends the events that wait to the analytics service. Key: the end of the five minutes in which they arrived. */
export const FORWARD_EVENTS = defineWork({
  kind: "analytics.forward-events",
  version: 1,
  payload: z.strictObject({}),
  maxAttempts: 20,
  backoffSeconds: 60,
})

/** One item for all events of five minutes: a busy shop has thousands, and an outage must not leave an item of each. */
export const forwardEventsWork = (now: Date): WorkToEnqueue => {
  const end = new Date((Math.floor(now.getTime() / WINDOW_MS) + 1) * WINDOW_MS)
  return workOf(FORWARD_EVENTS, { key: end.toISOString(), payload: {}, runAt: end })
}
